import type { RedisMutationEvent, RedisServerState } from 'js-redis-server/core'

export interface TouchedSink {
  /** Something was touched: a flush should follow soon. */
  readonly changed: () => void
  readonly keys: (keys: readonly Uint8Array[]) => void
  readonly all: () => void
}

/**
 * Collects which keys the mutation bus reports. Nothing is subscribed while nobody watches.
 * {@link flush} hands over what came together since the last time.
 */
export class TouchedKeys {
  readonly #state: RedisServerState
  readonly #sink: TouchedSink
  readonly #keys = new Map<string, Uint8Array>()
  #all = false
  #stop: readonly (() => void)[] = []

  constructor(state: RedisServerState, sink: TouchedSink) {
    this.#state = state
    this.#sink = sink
  }

  watch(): void {
    if (this.#stop.length > 0) return
    this.#stop = this.#state.databases.map((database) =>
      database.subscribe((event) => this.#collect(event)),
    )
  }

  unwatch(): void {
    for (const stop of this.#stop) stop()
    this.#stop = []
    this.#keys.clear()
    this.#all = false
  }

  flush(): void {
    if (this.#all) this.#sink.all()
    else if (this.#keys.size > 0) this.#sink.keys([...this.#keys.values()])
    this.#all = false
    this.#keys.clear()
  }

  #collect(event: RedisMutationEvent): void {
    if (event.type === 'flush') this.#all = true
    else this.#keys.set(event.key.toString('latin1'), event.key)
    this.#sink.changed()
  }
}
