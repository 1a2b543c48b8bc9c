/** One of the two clients that the learner moves; each is a terminal of the sandbox. */
export type RacerName = 'A' | 'B'

/** `read-write`: GET, add one, SET · `incr`: one INCR. */
export type RaceMode = 'read-write' | 'incr'

/** `add` happens in the client's own memory; the others are commands. */
export type RaceStep = 'get' | 'add' | 'set' | 'incr'

interface Racer {
  readonly next: RaceStep | 'done'
  /** What GET answered; null before. */
  readonly read: number | null
  /** `read` plus one; null before it was added. */
  readonly sum: number | null
}

/** A row of the time line: a command that the server ran, or the addition in a client. */
export interface Move {
  readonly number: number
  /** `A`, `B`, or the CLIENT ID of somebody else. */
  readonly client: string
  readonly step: RaceStep | 'prepare' | 'other'
  /** The command as typed; empty for `add`. */
  readonly line: string
  /** As the server answered; for `add` the sum. */
  readonly reply: string
  /** The counter in Redis after it, as the server's replies tell it; null when it is no number. */
  readonly value: number | null
  /** What a SET wrote over although the client had read something else; null when it lost nothing. */
  readonly overwrote: number | null
  /** When the server accepted it, in milliseconds since 1970; for `add` the page's clock. */
  readonly serverMs: number
  /** How long the server took, in microseconds; 0 for `add`. */
  readonly micros: number
}

export interface CounterRacePicture {
  readonly key: string
  readonly mode: RaceMode
  readonly start: number
  /** False until the counter has been set to `start`. */
  readonly isReady: boolean
  readonly racers: Readonly<Record<RacerName, Racer>>
  readonly moves: readonly Move[]
  /** How much all clients have added, by their own account. */
  readonly added: number
  /** The counter as the server's last snapshot of the key shows it; null when there is none. */
  readonly value: string | null
  /** Somebody else wrote something that is no addition: the sum is no longer ours to judge. */
  readonly isDisturbed: boolean
}

export interface RaceResult {
  readonly expected: number
  readonly got: number
  readonly lost: number
}

function firstStep(mode: RaceMode): RaceStep {
  return mode === 'incr' ? 'incr' : 'get'
}

export function newRace(key: string, mode: RaceMode, start: number): CounterRacePicture {
  const racer: Racer = { next: firstStep(mode), read: null, sum: null }
  return {
    key,
    mode,
    start,
    isReady: false,
    racers: { A: racer, B: racer },
    moves: [],
    added: 0,
    value: null,
    isDisturbed: false,
  }
}

/** What should be there and what is, once both clients are done; undefined before, or when disturbed. */
export function raceResult(picture: CounterRacePicture): RaceResult | undefined {
  const { racers, isDisturbed, start, added, value } = picture
  const got = value === null ? NaN : Number(value)
  if (racers.A.next !== 'done' || racers.B.next !== 'done') return undefined
  if (isDisturbed || Number.isNaN(got)) return undefined
  const expected = start + added
  return { expected, got, lost: expected - got }
}

/** The command of a client's next step; undefined for `add`, which is none, and when it is done. */
export function nextLine(picture: CounterRacePicture, name: RacerName): string | undefined {
  const { next, sum } = picture.racers[name]
  switch (next) {
    case 'get':
      return `GET ${picture.key}`
    case 'set':
      return `SET ${picture.key} ${sum ?? ''}`
    case 'incr':
      return `INCR ${picture.key}`
    case 'add':
    case 'done':
      return undefined
  }
}
