import { InvalidStreamIdError, RedisCommandError, type RedisStreamData } from 'js-redis-server/core'

export type StreamId = RedisStreamData['lastId']

const most = 2n ** 64n - 1n
export const firstId: StreamId = { ms: 0n, seq: 0n }
export const lastPossibleId: StreamId = { ms: most, seq: most }

/** Below zero when `a` comes first, 0 when they are the same. */
export function compareIds(a: StreamId, b: StreamId): number {
  if (a.ms !== b.ms) return a.ms < b.ms ? -1 : 1
  if (a.seq === b.seq) return 0
  return a.seq < b.seq ? -1 : 1
}

export function idText({ ms, seq }: StreamId): string {
  return `${ms}-${seq}`
}

/** An id as Redis reads it, `-` and `+` included. @throws {InvalidStreamIdError} */
export function readId(argument: Buffer | undefined, missingSeq = 0n): StreamId {
  const text = argument?.toString('latin1') ?? ''
  if (text === '-') return firstId
  if (text === '+') return lastPossibleId
  return readStrictId(argument, missingSeq)
}

/** An id of digits only. @throws {InvalidStreamIdError} */
export function readStrictId(argument: Buffer | undefined, missingSeq = 0n): StreamId {
  const id = parseStrictId(argument, missingSeq)
  if (id === undefined) throw new InvalidStreamIdError()
  return id
}

export function parseStrictId(argument: Buffer | undefined, missingSeq = 0n): StreamId | undefined {
  const text = argument?.toString('latin1') ?? ''
  const dash = text.indexOf('-')
  const ms = readUnsigned(dash === -1 ? text : text.slice(0, dash))
  const seq = dash === -1 ? missingSeq : readUnsigned(text.slice(dash + 1))
  return ms === undefined || seq === undefined ? undefined : { ms, seq }
}

/** The bound of a range; `(` leaves the id itself out. */
export function readBound(argument: Buffer | undefined, side: 'start' | 'end'): StreamId {
  const isOpen = argument?.[0] === 0x28
  const missing = side === 'start' ? 0n : most
  if (!isOpen) return readId(argument, missing)
  const id = readStrictId(argument.subarray(1), missing)
  const next = side === 'start' ? idAfter(id) : idBefore(id)
  if (next === undefined) throw new RedisCommandError(`invalid ${side} ID for the interval`)
  return next
}

export function idAfter({ ms, seq }: StreamId): StreamId | undefined {
  if (seq < most) return { ms, seq: seq + 1n }
  return ms < most ? { ms: ms + 1n, seq: 0n } : undefined
}

function idBefore({ ms, seq }: StreamId): StreamId | undefined {
  if (seq > 0n) return { ms, seq: seq - 1n }
  return ms > 0n ? { ms: ms - 1n, seq: most } : undefined
}

/** As strtoull reads it: spaces before, a plus, leading zeros; nothing behind. */
function readUnsigned(text: string): bigint | undefined {
  const digits = /^[ \t\n\v\f\r]*\+?(\d+)$/.exec(text)?.[1]
  const value = digits === undefined ? undefined : BigInt(digits)
  return value !== undefined && value <= most ? value : undefined
}
