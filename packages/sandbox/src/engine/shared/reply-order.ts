import type { Reply } from '@keyspace/redis-lang'
import type { Entry } from './entry.ts'

/** Gives replies in the order of the commands, whichever way each was answered. */
export class ReplyOrder {
  readonly #give: (reply: Reply) => void
  readonly #entries: Entry[] = []
  #whenIdle: (() => void) | undefined

  constructor(give: (reply: Reply) => void) {
    this.#give = give
  }

  add(entry: Entry): void {
    this.#entries.push(entry)
  }

  /** Gives every reply whose turn it is. */
  emit(): void {
    for (let entry = this.#entries[0]; entry; entry = this.#entries[0]) {
      for (const reply of entry.replies.splice(0)) this.#give(reply)
      if (entry.left !== 0) return
      this.#entries.shift()
    }
    this.wake()
  }

  /** Resolves when every command before is answered. */
  idle(): Promise<void> {
    if (this.#entries.length === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#whenIdle = resolve
    })
  }

  /** Lets whoever waits for the answers go on: there are none to come. */
  wake(): void {
    this.#whenIdle?.()
    this.#whenIdle = undefined
  }
}
