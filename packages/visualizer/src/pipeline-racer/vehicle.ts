import { clockOffsetMs, roundTripMs } from './measure.ts'
import { requestsOf, type LaneName, type RacerPicture, type Request } from './model.ts'

/** Where a lane's vehicle is at a moment. */
export interface Vehicle {
  readonly heading: 'waiting' | 'out' | 'at-redis' | 'back' | 'home'
  /** 0 at the client, 1 at Redis. */
  readonly place: number
  /** Replies that are back at the client. */
  readonly replies: number
}

/** A trip with its moments on the page's clock; `backAt` null while it is under way. */
interface Trip {
  readonly sentAt: number
  readonly thereAt: number
  readonly leftAt: number
  readonly backAt: number | null
}

/** Somebody who is still on his way is never shown as there. */
const NEARLY = 0.98

/**
 * Where the lane's vehicle is `ms` after its start, by the time stamps of the commands: sent and
 * replied as the page saw them, taken up and answered as the server says. Where the server's are
 * not known yet, it is placed by the round trip of the PINGs.
 */
export function vehicleAt(picture: RacerPicture, lane: LaneName, ms: number): Vehicle {
  const requests = requestsOf(picture, lane)
  const [first] = requests
  if (first === undefined || ms < 0) return { heading: 'waiting', place: 0, replies: 0 }
  const now = first.sentAt + ms
  const replies = requests.filter(({ repliedAt }) => repliedAt !== null && repliedAt <= now).length
  if (replies > 0 && replies === requests.length && isOver(picture, lane)) {
    return { heading: 'home', place: 0, replies }
  }
  const under =
    lane === 'one-by-one'
      ? requests.findLast(({ sentAt }) => sentAt <= now)
      : joined(first, requests.at(-1))
  return { ...onTrip(tripOf(picture, under ?? first), now), replies }
}

/** One that has replies to all that it has sent may still send more. */
function isOver({ stage, count }: RacerPicture, lane: LaneName): boolean {
  return stage !== lane || count === 0
}

/** A whole load is one trip: there with the first command, back with the last reply. */
function joined(first: Request, last: Request = first): Request {
  return { ...first, answeredAt: last.answeredAt, repliedAt: last.repliedAt }
}

function tripOf(picture: RacerPicture, { sentAt, repliedAt, ...server }: Request): Trip {
  const offset = clockOffsetMs(picture)
  const half = (roundTripMs(picture) ?? picture.addedMs) / 2
  const latest = repliedAt ?? Infinity
  const onPage = (serverMs: number | null, otherwise: number): number => {
    const at = serverMs === null || offset === undefined ? otherwise : serverMs - offset
    return Math.min(latest, Math.max(sentAt, at))
  }
  const thereAt = onPage(server.acceptedAt, sentAt + half)
  const leftAt = Math.max(thereAt, onPage(server.answeredAt, thereAt))
  return { sentAt, thereAt, leftAt, backAt: repliedAt ?? null }
}

function onTrip({ sentAt, thereAt, leftAt, backAt }: Trip, now: number): Omit<Vehicle, 'replies'> {
  if (now < thereAt) return { heading: 'out', place: share(now - sentAt, thereAt - sentAt) }
  if (now < leftAt) return { heading: 'at-redis', place: 1 }
  const end = backAt ?? leftAt + (thereAt - sentAt)
  if (backAt !== null && now >= backAt) return { heading: 'back', place: 0 }
  const back = share(now - leftAt, end - leftAt)
  return { heading: 'back', place: 1 - (backAt === null ? Math.min(NEARLY, back) : back) }
}

function share(part: number, whole: number): number {
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, part / whole))
}
