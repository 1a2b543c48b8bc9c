const SHELF_BYTES = 16_384
/** Up to here a loop is faster than a call that copies. */
const BY_LOOP = 256

/**
 * Many short pieces of bytes on a few arrays, so that keeping one makes no work for the garbage
 * collector. What was put is never written over; an array lives as long as somebody holds it.
 */
export class Shelf {
  #bytes = new Uint8Array(0)
  #used = 0

  /** The array on which there is room for so many bytes, side by side. */
  withRoom(bytes: number): Uint8Array {
    if (this.#used + bytes > this.#bytes.length) {
      this.#bytes = new Uint8Array(Math.max(SHELF_BYTES, bytes))
      this.#used = 0
    }
    return this.#bytes
  }

  /** Where the next piece begins. */
  get used(): number {
    return this.#used
  }

  /** Copies a piece onto the array that has room for it. */
  put(source: Uint8Array, from: number, length: number): void {
    const bytes = this.#bytes
    const start = this.#used
    if (length > BY_LOOP) bytes.set(source.subarray(from, from + length), start)
    else for (let at = 0; at < length; at++) bytes[start + at] = source[from + at] ?? 0
    this.#used = start + length
  }
}
