/** Keeps a few of something ready that takes time to make. Each is given away once and never taken back. */
export class WarmPool<T> {
  readonly #make: () => Promise<T>
  readonly #size: number
  readonly #ready: T[] = []
  #making = 0
  #closed = false

  constructor(size: number, make: () => Promise<T>) {
    this.#size = size
    this.#make = make
  }

  /** One that is ready, or a new one. {@link fill} makes up for it, when the caller has the time. */
  async take(): Promise<T> {
    return this.#ready.shift() ?? (await this.#make())
  }

  /** Forgets one that broke while it waited. */
  discard(item: T): void {
    const at = this.#ready.indexOf(item)
    if (at === -1) return
    this.#ready.splice(at, 1)
    this.fill()
  }

  /** Makes what is missing, one after the other, so that those who wait for a fresh one go first. */
  fill(): void {
    if (this.#closed || this.#making > 0 || this.#ready.length >= this.#size) return
    this.#making += 1
    void this.#make()
      .then(
        (item) => {
          this.#ready.push(item)
          return true
        },
        // Who takes next makes one itself and hears why it fails.
        () => false,
      )
      .then((made) => {
        this.#making -= 1
        if (made) this.fill()
      })
  }

  close(): void {
    this.#closed = true
    this.#ready.length = 0
  }
}
