import type { AskingConnection } from './asking-connection.ts'
import { countKeys } from './observe/count-keys.ts'

/** Keys that may have been added after which the keys are counted again, at least; farther from the limit, half of what is left. */
const EVERY = 64

/**
 * Knows roughly how many keys a sandbox has: counts seldom while it is far from the limit, and after
 * each write once the limit is near. The limit may be passed by what is under way meanwhile.
 */
export class KeyCount {
  readonly #limit: number
  readonly #connection: () => AskingConnection
  #count = 0
  #writes = 0
  #counting = false

  constructor(limit: number, connection: () => AskingConnection) {
    this.#limit = limit
    this.#connection = connection
  }

  get full(): boolean {
    return this.#count >= this.#limit
  }

  /** `atMost`: how many keys the command can have added; a script may add any number. */
  wrote(atMost: number): void {
    this.#writes += atMost
    if (this.#counting) return
    const isNear = this.#count + this.#writes >= this.#limit
    if (!isNear && this.#writes < Math.max(EVERY, (this.#limit - this.#count) / 2)) return
    this.#counting = true
    this.#writes = 0
    countKeys(this.#connection()).then(
      (count) => {
        this.#count = count
        this.#counting = false
      },
      () => {
        this.#counting = false
      },
    )
  }

  reset(): void {
    this.#count = 0
    this.#writes = this.#limit
  }
}
