import { Worker } from 'node:worker_threads'
import type { InstanceEnd } from '../engine.ts'
import { joinData, transferList } from './join-data.ts'
import type { FromWorker, ToWorker } from './worker-protocol.ts'
import { workerEntry } from './worker-entry-url.ts'

/** Bounds of the JavaScript heap of a Worker, in MiB; the Lua memory is fixed at 16 MiB by itself. */
const resourceLimits = {
  maxOldGenerationSizeMb: 128,
  maxYoungGenerationSizeMb: 16,
  codeRangeSizeMb: 32,
  stackSizeMb: 4,
}

/** A Worker that has not ended its server by then is in the middle of something that may never end. */
const EMPTY_MS = 250

/** One Worker thread with its port: batches what goes in, hands out what comes. */
export class WorkerHost {
  readonly ended: Promise<InstanceEnd>
  readonly ready: Promise<void>
  readonly #worker: Worker
  readonly #outbox: ToWorker[] = []
  #receive: (message: FromWorker) => void = () => undefined
  #killed = false
  #failure: Error | undefined

  /** @throws when the Worker's code cannot be found or bundled. */
  static async start(): Promise<WorkerHost> {
    const { url, lua } = await workerEntry()
    const host = new WorkerHost(
      new Worker(url, {
        workerData: lua,
        env: {},
        argv: [],
        execArgv: [],
        stdin: true,
        stdout: true,
        stderr: true,
        resourceLimits,
      }),
    )
    await host.ready
    return host
  }

  constructor(worker: Worker) {
    this.#worker = worker
    // What the Lua runtime prints when it breaks is of no use; unread it would pile up.
    worker.stdout.resume()
    worker.stderr.resume()
    worker.on('error', (error) => (this.#failure = error))
    this.ended = new Promise((resolve) => worker.once('exit', () => resolve(this.#end())))
    this.ready = new Promise((resolve, reject) => {
      worker.once('message', () => resolve())
      void this.ended.then(({ detail }) => reject(new Error(detail)))
    })
    worker.on('message', (messages: readonly FromWorker[]) => {
      for (const message of messages) this.#receive(message)
    })
  }

  onMessage(receive: (message: FromWorker) => void): void {
    this.#receive = receive
  }

  /** Sent at the end of this turn, together with what else is posted in it. */
  post(message: ToWorker): void {
    if (this.#outbox.push(message) > 1) return
    queueMicrotask(() => {
      const messages = joinData(this.#outbox.splice(0))
      this.#worker.postMessage(messages, transferList(messages))
    })
  }

  /** A Worker at rest in the pool does not keep the process alive, one in use does. */
  rest(): void {
    this.#worker.unref()
  }

  use(): void {
    this.#worker.ref()
  }

  /** Ends the server in it; false when that does not come about, and the Worker is of no use any more. */
  async empty(server: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const isEmpty = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), EMPTY_MS)
      this.#receive = ({ kind }) => kind === 'ended' && resolve(true)
      void this.ended.then(() => resolve(false))
    })
    this.post({ kind: 'end', server })
    return isEmpty.finally(() => clearTimeout(timer))
  }

  async kill(): Promise<void> {
    this.#killed = true
    await this.#worker.terminate()
    await this.ended
  }

  #end(): InstanceEnd {
    const detail = this.#failure?.message ?? 'the Worker ended'
    if (this.#killed) return { cause: 'killed', detail }
    return { cause: isOutOfMemory(this.#failure) ? 'memory' : 'crashed', detail }
  }
}

function isOutOfMemory(error: Error | undefined): boolean {
  return error !== undefined && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}
