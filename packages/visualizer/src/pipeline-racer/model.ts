/** How the commands are sent: each after the reply before it, all at once, or all between MULTI and EXEC. */
export const LANES = ['one-by-one', 'pipeline', 'transaction'] as const
export type LaneName = (typeof LANES)[number]

/** What a race does in turn: clean up, measure the way with PING, then run the lanes. */
export type Stage = 'prepare' | 'ping' | LaneName

/** `incr`: an INCR · `loop`: a script that counts for a while first, so that the server has work. */
export type Work = 'incr' | 'loop'

/** A command on the racer's connection. Times in milliseconds; null until they are known. */
export interface Request {
  readonly stage: Stage
  /** On the page's clock. */
  readonly sentAt: number
  readonly repliedAt: number | null
  /** On the server's clock: taken up, and answered. */
  readonly acceptedAt: number | null
  readonly answeredAt: number | null
  readonly isError: boolean
}

export interface RaceRules {
  /** Commands in each lane, 1 to 100. */
  readonly count: number
  /** What the gateway adds to a round trip, in milliseconds, 0 to 200. */
  readonly addedMs: number
  readonly work: Work
}

export interface RacerPicture extends RaceRules {
  /** CLIENT ID of the connection that races; empty before. */
  readonly client: string
  readonly stage: Stage | 'idle' | 'done'
  /** In the order in which they were sent, which is that of their replies. */
  readonly requests: readonly Request[]
}

export function newPipelineRace(rules: RaceRules): RacerPicture {
  return { ...rules, client: '', stage: 'idle', requests: [] }
}

export function requestsOf({ requests }: RacerPicture, stage: Stage): readonly Request[] {
  return requests.filter((request) => request.stage === stage)
}

/** The key that a lane counts on. */
export function laneKey(lane: LaneName): string {
  return `racer:${lane}`
}

const LOOP = "for i = 1, 250000 do end return redis.call('INCR', KEYS[1])"

/** The words of one command of a lane. */
export function commandOf(lane: LaneName, work: Work): readonly string[] {
  return work === 'incr' ? ['INCR', laneKey(lane)] : ['EVAL', LOOP, '1', laneKey(lane)]
}

/** Commands that a lane really sends: a transaction has MULTI and EXEC besides. */
export function sentIn(lane: LaneName, count: number): number {
  return lane === 'transaction' ? count + 2 : count
}
