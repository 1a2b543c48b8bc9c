import {
  LANES,
  requestsOf,
  sentIn,
  type LaneName,
  type RacerPicture,
  type Request,
} from './model.ts'

/** What a lane took and what it should have taken; milliseconds. */
export interface LaneResult {
  readonly lane: LaneName
  /** From the first command's leaving to the last reply's coming. */
  readonly measuredMs: number
  readonly predictedMs: number
  /** How long commands of this lane were at the server: the sandbox that takes them up, and its Redis. */
  readonly serverMs: number
  readonly replies: number
  readonly errors: number
}

/** What a prediction is made of; milliseconds. */
export interface Parts {
  /** A round trip without the server's time: the median of the PINGs. */
  readonly rttMs: number
  /** The server's time for one command, reading and writing included: the median of those that ran one by one. */
  readonly commandMs: number
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2
}

function tookMs({ acceptedAt, answeredAt }: Request): number[] {
  return acceptedAt === null || answeredAt === null ? [] : [answeredAt - acceptedAt]
}

/** The round trip that the PINGs took; undefined before one is back. */
export function roundTripMs(picture: RacerPicture): number | undefined {
  return median(
    requestsOf(picture, 'ping').flatMap((ping) => {
      const [server = 0] = tookMs(ping)
      return ping.repliedAt === null ? [] : [Math.max(0, ping.repliedAt - ping.sentAt - server)]
    }),
  )
}

/** Undefined until the one-by-one lane has run, which tells the server's time for one command. */
export function partsOf(picture: RacerPicture): Parts | undefined {
  const rttMs = roundTripMs(picture)
  const commandMs = median(requestsOf(picture, 'one-by-one').flatMap(tookMs))
  return rttMs === undefined || commandMs === undefined ? undefined : { rttMs, commandMs }
}

/** N·(RTT+t) one by one; RTT+N·t in one piece, with two commands more in a transaction. */
function predictMs(lane: LaneName, count: number, { rttMs, commandMs }: Parts): number {
  return lane === 'one-by-one'
    ? count * (rttMs + commandMs)
    : rttMs + sentIn(lane, count) * commandMs
}

/** The lane's result once all its replies are back. */
export function resultOf(picture: RacerPicture, lane: LaneName): LaneResult | undefined {
  const requests = requestsOf(picture, lane)
  const [first] = requests
  const last = requests.at(-1)
  const parts = partsOf(picture)
  if (requests.length < sentIn(lane, picture.count) || parts === undefined) return undefined
  if (first === undefined || last === undefined || last.repliedAt === null) return undefined
  return {
    lane,
    measuredMs: last.repliedAt - first.sentAt,
    predictedMs: predictMs(lane, picture.count, parts),
    serverMs: serverMs(lane, requests),
    replies: requests.filter(({ repliedAt }) => repliedAt !== null).length,
    errors: requests.filter(({ isError }) => isError).length,
  }
}

export function resultsOf(picture: RacerPicture): readonly LaneResult[] {
  return LANES.flatMap((lane) => resultOf(picture, lane) ?? [])
}

/** Commands that wait in line are timed from their arrival, so in one piece only the span counts. */
function serverMs(lane: LaneName, requests: readonly Request[]): number {
  if (lane === 'one-by-one') return requests.flatMap(tookMs).reduce((sum, ms) => sum + ms, 0)
  const begin = Math.min(...requests.flatMap(({ acceptedAt }) => acceptedAt ?? []))
  const end = Math.max(...requests.flatMap(({ answeredAt }) => answeredAt ?? []))
  return Number.isFinite(end - begin) ? end - begin : 0
}

/**
 * What to subtract from the server's clock to be on the page's: by the PING with the shortest
 * round trip, whose middle is nearest to the moment at which the server had it.
 * Source: RFC 5905, section 8 (the clock filter takes the sample of least delay).
 */
export function clockOffsetMs(picture: RacerPicture): number | undefined {
  const samples = requestsOf(picture, 'ping').flatMap((ping) => {
    const { sentAt, repliedAt, acceptedAt, answeredAt } = ping
    if (repliedAt === null || acceptedAt === null || answeredAt === null) return []
    const offset = (acceptedAt + answeredAt) / 2 - (sentAt + repliedAt) / 2
    return [{ offset, delay: repliedAt - sentAt }]
  })
  return samples.toSorted((a, b) => a.delay - b.delay)[0]?.offset
}
