import { CR, ZERO } from './ascii.ts'
import { encodeCommand } from './encode-command.ts'
import type { Argv } from './reply.ts'

/**
 * One command as RESP multibulk, ready to be forwarded: `bytes[start..end)`. Nobody changes these
 * bytes any more, but they may be part of a larger piece: what is kept for long is better copied.
 * Its arguments are cut out when somebody asks for them.
 */
export class DecodedCommand {
  readonly bytes: Uint8Array
  readonly start: number
  readonly end: number
  /** How many arguments it has, its name included. */
  readonly count: number
  #argv: Argv | undefined

  /** It must be well formed. */
  constructor(bytes: Uint8Array, start: number, end: number, count: number, argv?: Argv) {
    this.bytes = bytes
    this.start = start
    this.end = end
    this.count = count
    this.#argv = argv
  }

  static of(argv: Argv): DecodedCommand {
    const bytes = encodeCommand(argv)
    return new DecodedCommand(bytes, 0, bytes.length, argv.length, argv)
  }

  /** Its name is `bytes[nameStart..nameEnd)`. */
  get nameStart(): number {
    return lineEnd(this.bytes, lineEnd(this.bytes, this.start))
  }

  get nameEnd(): number {
    const at = lineEnd(this.bytes, this.start)
    return lineEnd(this.bytes, at) + lengthAt(this.bytes, at + 1)
  }

  /** Views of the arguments. */
  get argv(): Argv {
    this.#argv ??= splitMultibulk(this.bytes, this.start)
    return this.#argv
  }

  /** A view of all of it. */
  get raw(): Uint8Array {
    return this.bytes.subarray(this.start, this.end)
  }
}

/** The arguments of a whole multibulk command that was found well formed before. */
export function splitMultibulk(bytes: Uint8Array, start: number): Argv {
  const argv: Uint8Array[] = []
  const count = lengthAt(bytes, start + 1)
  let at = lineEnd(bytes, start)
  while (argv.length < count) {
    const length = lengthAt(bytes, at + 1)
    at = lineEnd(bytes, at)
    argv.push(bytes.subarray(at, at + length))
    at += length + 2
  }
  return argv
}

/** Behind the line that begins at `from`. */
function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at] !== CR && at < bytes.length) at++
  return at + 2
}

function lengthAt(bytes: Uint8Array, from: number): number {
  let length = 0
  for (let at = from; bytes[at] !== CR && at < bytes.length; at++) {
    length = length * 10 + (bytes[at] ?? 0) - ZERO
  }
  return length
}
