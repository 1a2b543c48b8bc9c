import {
  ClientSession,
  isResponseStream,
  RedisCommandError,
  Resp2CommandDecoder,
  Resp2ParseError,
  RedisValue,
  type CommandExecutor,
  type ExecutorResult,
  type RedisResult,
  type RedisTurnQueue,
} from 'js-redis-server/core'
import { encodeValue } from './encode-value.ts'
import type { ServerState } from './server-state.ts'

export interface ConnectionOptions {
  readonly state: ServerState
  readonly executor: CommandExecutor
  readonly turns: RedisTurnQueue
  readonly id: number
  readonly admin: boolean
  /** Called with whole frames, in order. */
  readonly onData: (bytes: Buffer) => void
  /** Called once, whoever closed it. */
  readonly onClose: () => void
  /** Settles when what was sent has left, and a pause had the chance to come. */
  readonly breathe: () => Promise<void>
}

/** A connection of a server that is set aside: the commands that set it up again. */
export interface ConnectionRest {
  readonly id: number
  readonly admin: boolean
  /** Milliseconds of the epoch. */
  readonly since: number
  readonly setUp: readonly (readonly Buffer[])[]
}

interface Frame {
  readonly command: Buffer
  readonly args: readonly Buffer[]
}

/** Bytes of replies between two breaths: commands that arrived together are not all run into a client that does not read. */
const breathBytes = 64 * 1024

/**
 * One RESP connection to a server: bytes in, commands one after the other, bytes out. Pushes and
 * monitor lines come between replies, never within one.
 */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #session: ClientSession
  readonly #decoder = new Resp2CommandDecoder()
  readonly #ending = new AbortController()
  readonly #chunks: Buffer[] = []
  #frames: Frame[] = []
  #failure: Error | undefined
  /** Since the last breath. */
  #sentBytes = 0
  #unhide: () => void = () => undefined
  #running = false
  #paused = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#session = new ClientSession({
      id: String(options.id),
      server: options.state,
      executor: options.executor,
      turnQueue: options.turns,
      park: options.state.park,
      clientAddress: `127.0.0.1:${49_152 + (options.id % 16_384)}`,
      signal: this.#ending.signal,
      closeConnection: () => this.close(),
    })
    if (options.admin) this.#unhide = options.state.hide(this.#session)
    void this.#forwardPushes()
  }

  /** What the client has set up; undefined while it is in the middle of something. */
  async rest(): Promise<ConnectionRest | undefined> {
    const session = this.#session
    const received: unknown = Reflect.get(this.#decoder, 'buffered')
    const isQuiet =
      !this.#running &&
      !this.#paused &&
      this.#chunks.length + this.#frames.length === 0 &&
      this.#failure === undefined &&
      Buffer.isBuffer(received) &&
      received.length === 0 &&
      session.mode === 'normal' &&
      session.pubsubSubscriptionCount === 0
    if (!isQuiet) return undefined
    const { id, admin } = this.#options
    const database = session.selectedDatabase
    const setUp: (readonly Buffer[])[] = []
    if (session.protocolVersion === 3) setUp.push(words('HELLO', '3'))
    const name = await session.execute(Buffer.from('CLIENT'), [Buffer.from('GETNAME')])
    const value = isResponseStream(name) ? undefined : name.value
    if (value?.kind === 'bulk-string' && value.value !== null && value.value.length > 0) {
      setUp.push([...words('CLIENT', 'SETNAME'), value.value])
    }
    if (database > 0) setUp.push(words('SELECT', String(database)))
    return { id, admin, since: session.connectedAtMs, setUp }
  }

  /** Sets up what a client had set up before its server was set aside. */
  async wake({ since, setUp }: ConnectionRest): Promise<void> {
    Reflect.set(this.#session, 'connectedAtMs', since)
    for (const [command = Buffer.alloc(0), ...args] of setUp) {
      await this.#session.execute(command, args)
    }
  }

  push(bytes: Uint8Array): void {
    this.#chunks.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    void this.#run()
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    void this.#run()
  }

  close(): void {
    if (this.#ending.signal.aborted) return
    this.#ending.abort()
    this.#session.close()
    this.#unhide()
    this.#options.onClose()
  }

  /** Runs what was received; the flag keeps it to one command at a time on this connection. */
  async #run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    try {
      for (;;) {
        if (this.#paused || this.#ending.signal.aborted) return
        if (this.#sentBytes >= breathBytes) {
          this.#sentBytes = 0
          await this.#options.breathe()
          continue
        }
        const next = this.#nextCommand()
        if (next === undefined) return
        this.#write(await this.#session.execute(next.command, next.args))
      }
    } catch (error) {
      if (!this.#ending.signal.aborted) this.#fail(error)
    } finally {
      this.#running = false
    }
  }

  /** The next command of those that arrived. Throws what the decoder found wrong once those before it are taken. */
  #nextCommand(): Frame | undefined {
    for (;;) {
      const frame = this.#frames.shift()
      if (frame !== undefined) return frame
      if (this.#failure !== undefined) throw this.#failure
      const chunk = this.#chunks.shift()
      if (chunk === undefined) return undefined
      const { frames, error } = this.#decoder.push(chunk)
      this.#frames = [...frames]
      this.#failure = error
    }
  }

  #write(result: ExecutorResult): void {
    if (isResponseStream(result)) void this.#drain(result)
    else this.#send(result)
  }

  async #drain(stream: Exclude<ExecutorResult, RedisResult>): Promise<void> {
    try {
      for await (const frame of stream.frames(this.#ending.signal)) this.#send(frame)
    } catch (error) {
      if (!this.#ending.signal.aborted) this.#fail(error)
    }
  }

  async #forwardPushes(): Promise<void> {
    for await (const frame of this.#session.readPushes(this.#ending.signal)) this.#send(frame)
  }

  #send(result: RedisResult): void {
    if (this.#ending.signal.aborted) return
    if (result.options?.omitReply !== true) {
      const bytes = result.encoded ?? encodeValue(result.value, this.#session.protocolVersion)
      this.#sentBytes += bytes.length
      this.#options.onData(bytes)
    }
    result.options?.afterReply?.()
    if (result.options?.close === true || result.options?.disconnect === true) this.close()
  }

  /** An error that is no reply of a command ends the connection, as in Redis. */
  #fail(error: unknown): void {
    const known = error instanceof RedisCommandError || error instanceof Resp2ParseError
    const text = known ? error.message : 'internal error of the embedded engine'
    this.#options.onData(encodeValue(RedisValue.error(text, 'ERR'), 2))
    this.close()
  }
}

function words(...texts: readonly string[]): readonly Buffer[] {
  return texts.map((text) => Buffer.from(text))
}
