import type { InstanceEnd } from '../engine.ts'
import type { WorkerHost } from './worker-host.ts'
import type { FromWorker, ToWorker } from './worker-protocol.ts'

export interface ResidenceOptions {
  readonly server: number
  readonly host: WorkerHost
  /** A Worker to go on in; from the pool when one is ready. */
  readonly nextHost: () => Promise<WorkerHost>
  /** Takes the Worker when the server in it is ended. */
  readonly giveBack: (host: WorkerHost) => Promise<void>
  readonly user: string
  readonly memoryBytes: number
  /** After so many milliseconds without a message the server is set aside. */
  readonly restAfterMs: number
  readonly receive: (message: FromWorker) => void
  /** Whether somebody wants to hear of keys that expire. */
  readonly isWatched: () => boolean
}

/** Where a server is: in a Worker, on its way out of one or into one, in bytes, or nowhere any more. */
type Place =
  | { readonly kind: 'worker' | 'leaving'; readonly host: WorkerHost }
  | { readonly kind: 'bytes'; readonly frozen: Uint8Array }
  | { readonly kind: 'entering' | 'nowhere' }

/** The longest time that a timer takes. */
const mostMs = 2 ** 31 - 1

/**
 * Keeps a server in a Worker while it is used. A server at rest is a few kilobytes of data here, and
 * no Worker; the next message to it takes it up again, and finds it as it was.
 */
export class Residence {
  readonly ended: Promise<InstanceEnd>
  readonly #options: ResidenceOptions
  readonly #waiting: ToWorker[] = []
  #place: Place
  #settle: (end: InstanceEnd) => void = () => undefined
  #timer: NodeJS.Timeout | undefined

  constructor(options: ResidenceOptions) {
    this.#options = options
    this.ended = new Promise((resolve) => (this.#settle = resolve))
    this.#place = { kind: 'worker', host: options.host }
    this.#listen(options.host)
    const { server, user, memoryBytes } = options
    this.post({ kind: 'launch', server, user, memoryBytes })
  }

  post(message: ToWorker): void {
    if (this.#place.kind === 'worker') {
      this.#place.host.post(message)
      this.#restLater()
      return
    }
    if (this.#place.kind === 'nowhere') return
    this.#waiting.push(message)
    if (this.#place.kind !== 'bytes') return
    // Nobody needs a Worker for a client that goes.
    if (message.kind === 'close') {
      this.#options.receive({ kind: 'closed', connection: message.connection })
    } else void this.#enter(this.#place.frozen)
  }

  async end(): Promise<void> {
    const place = this.#place
    this.#leaveFor({ cause: 'killed', detail: 'the sandbox was ended' })
    if (place.kind === 'worker') await this.#options.giveBack(place.host)
    else if (place.kind === 'leaving') await place.host.kill()
  }

  #listen(host: WorkerHost): void {
    host.onMessage((message) => this.#hear(host, message))
    void host.ended.then((end) => {
      if ('host' in this.#place && this.#place.host === host) this.#leaveFor(end)
    })
  }

  #hear(host: WorkerHost, message: FromWorker): void {
    if (message.kind === 'frozen') this.#setAside(host, message)
    else if (message.kind === 'busy') this.#stay(host)
    else this.#options.receive(message)
  }

  #restLater(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#rest(), this.#options.restAfterMs)
    this.#timer.unref()
  }

  #rest(): void {
    if (this.#place.kind !== 'worker') return
    const { host } = this.#place
    this.#place = { kind: 'leaving', host }
    host.post({ kind: 'freeze', server: this.#options.server })
  }

  #stay(host: WorkerHost): void {
    if (this.#place.kind !== 'leaving') return
    this.#place = { kind: 'worker', host }
    for (const message of this.#waiting.splice(0)) host.post(message)
    this.#restLater()
  }

  #setAside(
    host: WorkerHost,
    { frozen, nextExpiry }: Extract<FromWorker, { kind: 'frozen' }>,
  ): void {
    if (this.#place.kind !== 'leaving') return
    this.#place = { kind: 'bytes', frozen }
    void host.kill()
    if (this.#waiting.length > 0) void this.#enter(frozen)
    else if (nextExpiry !== undefined) this.#wakeAt(nextExpiry)
  }

  /** Whoever looks on is to see a key go when it goes; without them it may wait. */
  #wakeAt(time: number): void {
    this.#timer = setTimeout(
      () => {
        const place = this.#place
        if (place.kind === 'bytes' && this.#options.isWatched()) void this.#enter(place.frozen)
      },
      Math.min(Math.max(0, time - Date.now()), mostMs),
    )
    this.#timer.unref()
  }

  async #enter(frozen: Uint8Array): Promise<void> {
    clearTimeout(this.#timer)
    this.#place = { kind: 'entering' }
    const { server, user, memoryBytes, nextHost, isWatched } = this.#options
    try {
      const host = await nextHost()
      if (!this.#isEntering()) return void host.kill()
      this.#place = { kind: 'worker', host }
      this.#listen(host)
      host.post({ kind: 'thaw', server, user, memoryBytes, frozen })
      if (isWatched()) host.post({ kind: 'watch', server })
      for (const message of this.#waiting.splice(0)) host.post(message)
      this.#restLater()
    } catch (error) {
      this.#leaveFor({ cause: 'crashed', detail: String(error) })
    }
  }

  #isEntering(): boolean {
    return this.#place.kind === 'entering'
  }

  #leaveFor(end: InstanceEnd): void {
    clearTimeout(this.#timer)
    this.#waiting.length = 0
    this.#place = { kind: 'nowhere' }
    this.#settle(end)
  }
}
