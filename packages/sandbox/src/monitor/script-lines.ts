import { encodeCommand } from '@keyspace/redis-lang'
import type { ConnectionHandlers, EngineConnection } from '../engine/engine.ts'

/** Lines of scripts that may be held. */
const MOST_BYTES = 1 << 20
const LF = 0x0a

const line = /^\+(\d+\.\d+) \[\d+ ([^\]]*)\] (.*)\r\n$/s
const isScript = /^"(?:eval|evalsha|fcall)(?:_ro)?"/i

interface Script {
  /** The line of the script behind its brackets. */
  readonly text: string
  /** When it began, in milliseconds since 1970. */
  at: number
  readonly lines: Buffer[]
}

export interface ScriptLinesEvents {
  /** Everything is there that Redis ran before the matching `sync`. */
  onSynced(): void
  /** So many bytes are to be read; false when that is too much. */
  readonly mayRead: (bytes: number) => boolean
  /** The connection is lost, or there was too much on it. */
  onLost(): void
}

/**
 * What scripts do inside Redis, of which the session sees nothing: learnt from Redis's own MONITOR,
 * of which only the lines of scripts are taken.
 */
export class ScriptLines {
  readonly ready: Promise<void>
  readonly #connection: EngineConnection
  readonly #events: ScriptLinesEvents
  #rest: Uint8Array = new Uint8Array(0)
  #scripts: Script[] = []
  #isLastScript = false
  #bytes = 0
  #begin: () => void = () => undefined
  #closed = false

  constructor(
    connect: (handlers: ConnectionHandlers) => EngineConnection,
    events: ScriptLinesEvents,
  ) {
    this.#events = events
    this.ready = new Promise((resolve) => {
      this.#begin = resolve
    })
    this.#connection = connect({
      onData: (chunk) => this.#read(chunk),
      onClose: () => this.#lose(),
    })
    this.#connection.write(encodeCommand(['MONITOR']))
  }

  /** `onSynced` follows once all is there that ran until now. */
  sync(): void {
    this.#connection.write(encodeCommand(['PING']))
  }

  /** The oldest script of that text, which is forgotten; undefined when Redis showed none. */
  take(text: string): Script | undefined {
    const at = this.#scripts.findIndex((script) => script.text === text)
    if (at === -1) return undefined
    const [script] = this.#scripts.splice(at, 1)
    for (const one of script?.lines ?? []) this.#bytes -= one.length
    this.#bytes -= text.length
    return script
  }

  close(): void {
    this.#closed = true
    this.#begin()
    this.#connection.close()
  }

  #lose(): void {
    if (this.#closed) return
    this.close()
    this.#events.onLost()
  }

  #read(chunk: Uint8Array): void {
    if (!this.#events.mayRead(chunk.length)) {
      this.#lose()
      return
    }
    const bytes = Buffer.concat([this.#rest, chunk])
    let from = 0
    for (let end = bytes.indexOf(LF); end !== -1 && !this.#closed; end = bytes.indexOf(LF, from)) {
      this.#take(bytes.subarray(from, end + 1))
      from = end + 1
    }
    this.#rest = new Uint8Array(bytes.subarray(from))
    if (this.#bytes > MOST_BYTES || this.#rest.length > MOST_BYTES) this.#lose()
  }

  #take(bytes: Buffer): void {
    const text = bytes.toString('latin1')
    if (text === '+OK\r\n') this.#begin()
    else if (text === '+PONG\r\n') this.#events.onSynced()
    const [, seconds, source, command = ''] = line.exec(text) ?? []
    if (source === 'lua') {
      const script = this.#isLastScript ? this.#scripts.at(-1) : undefined
      if (script === undefined) return
      script.lines.push(Buffer.from(bytes))
      // The embedded engine tells the time of a script when it has ended.
      script.at = Math.min(script.at, Number(seconds) * 1_000)
      this.#bytes += bytes.length
    } else if (source !== undefined) {
      this.#isLastScript = isScript.test(command)
      if (!this.#isLastScript) return
      this.#scripts.push({ text: command, at: Number(seconds) * 1_000, lines: [] })
      this.#bytes += command.length
    }
  }
}
