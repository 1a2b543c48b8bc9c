import { latin1 } from '../policy/argument.ts'

const CR = 0x0d
const BULK = 0x24
const ARRAY = 0x2a
const PUSH = 0x3e

/** Reads the first bulk strings of an array or a push, without decoding the rest. */
export class PushPeek {
  readonly #frame: Uint8Array
  #at: number

  constructor(frame: Uint8Array) {
    this.#frame = frame
    this.#at = frame[0] === ARRAY || frame[0] === PUSH ? this.#lineEnd(0) : frame.length
  }

  /** The next element when it is a bulk string. */
  bytes(): Uint8Array | undefined {
    if (this.#frame[this.#at] !== BULK) return undefined
    const start = this.#lineEnd(this.#at)
    const length = Number(latin1(this.#frame.subarray(this.#at + 1, start - 2)))
    if (!(length >= 0)) return undefined
    this.#at = start + length + 2
    return this.#frame.subarray(start, start + length)
  }

  text(): string {
    return latin1(this.bytes())
  }

  #lineEnd(from: number): number {
    const at = this.#frame.indexOf(CR, from)
    return at === -1 ? this.#frame.length : at + 2
  }
}
