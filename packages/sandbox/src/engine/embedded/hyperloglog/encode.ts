import { RedisCommandError } from 'js-redis-server/core'
import { registerCount, type Registers } from './registers.ts'

const headerBytes = 16
const denseBytes = headerBytes + (registerCount * 6) / 8
/** `hll-sparse-max-bytes`. */
const sparseMost = 3000

export interface Sketch {
  readonly registers: Registers
  readonly dense: boolean
}

/**
 * Reads a HyperLogLog from the string that Redis keeps it in.
 * @throws {RedisCommandError} when the string is none.
 */
export function decodeSketch(value: Buffer): Sketch {
  const isSketch = value.length >= headerBytes && value.toString('latin1', 0, 4) === 'HYLL'
  const encoding = value[4] ?? 2
  if (!isSketch || encoding > 1 || (encoding === 0 && value.length !== denseBytes)) {
    throw new RedisCommandError('Key is not a valid HyperLogLog string value.', 'WRONGTYPE')
  }
  const body = value.subarray(headerBytes)
  return encoding === 0
    ? { registers: readDense(body), dense: true }
    : { registers: readSparse(body), dense: false }
}

/** The count that is kept with the registers; undefined when they have changed since. */
export function cachedCount(value: Buffer): number | undefined {
  const isStale = ((value[headerBytes - 1] ?? 0) & 0x80) !== 0
  return isStale ? undefined : Number(value.readBigUInt64LE(headerBytes - 8))
}

/** The same string with the count kept in it. */
export function withCount(value: Buffer, count: number): Buffer {
  const kept = Buffer.from(value)
  kept.writeBigUInt64LE(BigInt(count), headerBytes - 8)
  return kept
}

/**
 * The same string as Redis's own, sparse while it is small.
 * @param before What it replaces: its count is kept, and marked stale.
 */
export function encodeSketch({ registers, dense }: Sketch, before?: Buffer): Buffer {
  const sparse = dense ? undefined : writeSparse(registers)
  const body = sparse ?? writeDense(registers)
  const header = Buffer.alloc(headerBytes)
  before?.copy(header, 0, 0, headerBytes)
  header.write('HYLL', 'latin1')
  header[4] = sparse ? 1 : 0
  header[headerBytes - 1] = (header[headerBytes - 1] ?? 0) | 0x80
  return Buffer.concat([header, body])
}

function readDense(body: Buffer): Registers {
  const registers = new Uint8Array(registerCount)
  for (let at = 0; at < registerCount; at++) {
    const bit = at * 6
    const pair = (body[bit >> 3] ?? 0) | ((body[(bit >> 3) + 1] ?? 0) << 8)
    registers[at] = (pair >> (bit & 7)) & 63
  }
  return registers
}

function writeDense(registers: Registers): Buffer {
  const body = Buffer.alloc(denseBytes - headerBytes)
  registers.forEach((value, at) => {
    const bit = at * 6
    const pair = value << (bit & 7)
    body[bit >> 3] = (body[bit >> 3] ?? 0) | (pair & 255)
    if (pair > 255) body[(bit >> 3) + 1] = (body[(bit >> 3) + 1] ?? 0) | (pair >> 8)
  })
  return body
}

function readSparse(body: Buffer): Registers {
  const registers = new Uint8Array(registerCount)
  let index = 0
  for (let at = 0; at < body.length; at++) {
    const code = body[at] ?? 0
    if ((code & 0xc0) === 0) index += (code & 63) + 1
    else if ((code & 0xc0) === 0x40) index += (((code & 63) << 8) | (body[++at] ?? 0)) + 1
    else {
      const end = index + (code & 3) + 1
      registers.fill(((code >> 2) & 31) + 1, index, end)
      index = end
    }
  }
  if (index !== registerCount) {
    throw new RedisCommandError('Corrupted HLL object detected', 'INVALIDOBJ')
  }
  return registers
}

/** Undefined when it is too big or a register does not fit. */
function writeSparse(registers: Registers): Buffer | undefined {
  const codes: number[] = []
  for (let at = 0; at < registerCount;) {
    const value = registers[at] ?? 0
    if (value > 32) return undefined
    let end = at + 1
    const most = value === 0 ? registerCount : 4
    while (end < registerCount && registers[end] === value && end - at < most) end++
    const run = end - at - 1
    if (value > 0) codes.push(0x80 | ((value - 1) << 2) | run)
    else if (run < 64) codes.push(run)
    else codes.push(0x40 | (run >> 8), run & 255)
    at = end
  }
  return codes.length > sparseMost ? undefined : Buffer.from(codes)
}
