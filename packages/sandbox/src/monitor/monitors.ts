import type { Argv, Reply } from '@keyspace/redis-lang'
import type { RedisInstance } from '../engine/engine.ts'
import { Rate } from '../policy/rate.ts'
import type { CommandEntry } from '../session/command-table.ts'
import type { ClientSession } from '../session/session-home.ts'
import { isShown } from './is-shown.ts'
import { commandText, monitorLine, type RanBy } from './monitor-line.ts'
import { ScriptLines } from './script-lines.ts'

/** A line that waits for what the script did, or for one before it that does. */
interface Waiting {
  readonly ran: RanBy
  readonly argv: Argv
  /** The text of the script that it is about. */
  readonly script: string | undefined
}

/** To read and write lines is work of the process that all sandboxes share: bytes a second, and at once. */
const BYTES_PER_SECOND = 1 << 20
const BYTES_BURST = 2 << 20

const isScript = /^(?:eval|evalsha|fcall)(?:_ro)?$/

/**
 * The clients in MONITOR mode of one sandbox. They see what its sessions ran, and nothing of the
 * platform's own looks at the keys.
 */
export class Monitors {
  readonly #clients = new Set<ClientSession>()
  readonly #instance: () => RedisInstance
  readonly #bytes = new Rate(BYTES_PER_SECOND, BYTES_BURST, performance.now())
  #scripts: ScriptLines | undefined
  #waiting: Waiting[] = []

  constructor(instance: () => RedisInstance) {
    this.#instance = instance
  }

  get active(): boolean {
    return this.#clients.size > 0
  }

  /** Finishes the client's MONITOR; from then on it sees everything that runs. */
  async add(client: ClientSession): Promise<void> {
    this.#open()
    const scripts = this.#scripts
    await scripts?.ready
    if (client.closed || scripts !== this.#scripts) {
      this.#closeUnused()
      return
    }
    client.monitoring = true
    this.#clients.add(client)
    client.finish({ kind: 'status', value: 'OK' })
  }

  remove(client: ClientSession): void {
    client.monitoring = false
    if (this.#clients.delete(client)) this.#closeUnused()
  }

  /** The Redis behind the sandbox is gone. */
  detach(): void {
    this.#scripts?.close()
    this.#scripts = undefined
    this.#releaseAll()
  }

  /** A new Redis is there. */
  attach(): void {
    if (this.active) this.#open()
  }

  #closeUnused(): void {
    if (!this.active) this.detach()
  }

  /** A session's command was answered so. `at` is in milliseconds since 1970. */
  ran(
    client: ClientSession,
    entry: CommandEntry,
    argv: Argv,
    reply: Reply | undefined,
    at: number,
  ): void {
    if (!isShown(entry, argv, reply)) return
    if (!this.#mayHandle(argv.reduce((sum, argument) => sum + argument.length, 0))) {
      this.#lost()
      return
    }
    const ran = { at, db: client.db, address: client.port.address }
    const script = isScript.test(entry.name) && this.#scripts ? commandText(argv) : undefined
    if (script === undefined && this.#waiting.length === 0) {
      this.#tell(monitorLine(ran, argv))
      return
    }
    this.#waiting.push({ ran, argv, script })
    if (script !== undefined) this.#scripts?.sync()
  }

  #open(): void {
    const instance = this.#instance()
    // A namespace runs no scripts.
    if (this.#scripts !== undefined || instance.kind === 'shared') return
    this.#scripts = new ScriptLines((handlers) => instance.connectAdmin(handlers), {
      onSynced: () => this.#release(),
      mayRead: (bytes) => this.#mayHandle(bytes),
      onLost: () => this.#lost(),
    })
  }

  #mayHandle(bytes: number): boolean {
    return this.#bytes.takeMany(bytes, performance.now()).ok
  }

  /** As Redis, which gives up a client that has more to read than it can. */
  #lost(): void {
    this.detach()
    for (const client of [...this.#clients]) client.end('slow')
  }

  /** The oldest script that waits has its lines; what stands behind it goes with it. */
  #release(): void {
    const [first] = this.#waiting
    if (first?.script === undefined) return
    this.#waiting.shift()
    const script = this.#scripts?.take(first.script)
    // Redis shows a script when it begins; its answer comes after all that it did.
    this.#tell(monitorLine({ ...first.ran, at: script?.at ?? first.ran.at }, first.argv))
    for (const line of script?.lines ?? []) this.#tell(line)
    while (this.#waiting[0] !== undefined && this.#waiting[0].script === undefined) {
      const { ran, argv } = this.#waiting[0]
      this.#tell(monitorLine(ran, argv))
      this.#waiting.shift()
    }
  }

  #releaseAll(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { ran, argv } of waiting) this.#tell(monitorLine(ran, argv))
  }

  #tell(bytes: Uint8Array): void {
    for (const client of [...this.#clients]) client.push(bytes)
  }
}
