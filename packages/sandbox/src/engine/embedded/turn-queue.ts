import type { RedisTurnHandle, RedisTurnQueue } from 'js-redis-server/core'

type Grant = () => void

/**
 * One command at a time on the whole server, as in Redis. A blocked client whose key became ready
 * goes before clients that only now send a command, and blocked clients go in the order they came.
 */
export class TurnQueue implements RedisTurnQueue {
  readonly #resumed: Grant[] = []
  readonly #waiting: Grant[] = []
  #taken = false

  waitTurn(): Promise<RedisTurnHandle> {
    return this.#enqueue(this.#waiting)
  }

  #enqueue(line: Grant[]): Promise<RedisTurnHandle> {
    return new Promise((resolve) => {
      line.push(() => {
        this.#taken = true
        resolve(this.#handle())
      })
      this.#next()
    })
  }

  #handle(): RedisTurnHandle {
    let active = true
    const release = (): void => {
      if (!active) return
      active = false
      this.#taken = false
      this.#next()
    }
    return {
      release,
      suspend: async (waitFor) => {
        release()
        await waitFor
        return this.#enqueue(this.#resumed)
      },
    }
  }

  #next(): void {
    if (this.#taken) return
    const grant = this.#resumed.shift() ?? this.#waiting.shift()
    grant?.()
  }
}
