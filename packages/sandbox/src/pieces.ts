/**
 * Bytes that are gathered and sent in one piece. What lies side by side in one array, as pipelined
 * commands do, is one piece from the beginning and never copied.
 */
export class Pieces {
  #done: Uint8Array[] = []
  #bytes: Uint8Array | undefined
  #start = 0
  #end = 0

  /** Takes `bytes[start..end)` over. */
  add(bytes: Uint8Array, start: number, end: number): void {
    if (bytes === this.#bytes && start === this.#end) {
      this.#end = end
      return
    }
    if (this.#bytes !== undefined) this.#done.push(this.#bytes.subarray(this.#start, this.#end))
    this.#bytes = bytes
    this.#start = start
    this.#end = end
  }

  /** All that was gathered, which is forgotten; undefined when there is nothing. */
  take(): Uint8Array | undefined {
    const bytes = this.#bytes
    if (bytes === undefined) return undefined
    const last =
      bytes.length === this.#end - this.#start ? bytes : bytes.subarray(this.#start, this.#end)
    this.#bytes = undefined
    if (this.#done.length === 0) return last
    const pieces = [...this.#done, last]
    this.#done = []
    return Buffer.concat(pieces)
  }
}
