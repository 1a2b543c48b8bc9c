import { once } from 'node:events'
import type { Socket } from 'node:net'
import { CommandDecoder, ReplyScanner, type DecodedCommand } from '@keyspace/redis-lang'
import type { Ruling } from './gate.ts'
import type { WireCommand } from './wire-command.ts'

/** What a connection asks and tells the proxy. */
export interface Tap {
  /** False when the submission sent more than anybody should keep. */
  record(command: WireCommand): boolean
  nextRoundTrip(): number
  isGated(): boolean
  rule(command: WireCommand): Ruling | Promise<Ruling>
  /** When the reply may go on; undefined for at once. */
  holdReply(startsRoundTrip: boolean): Promise<void> | undefined
}

/** A reply of more bytes is kept in part: it is for people. */
const KEPT_REPLY_BYTES = 512
/** A command of more bytes is not part of any exam. */
const COMMAND_LIMITS = { maxBytes: 8 * 1024 * 1024, maxArguments: 100_000 }

/** Replies that the submission asked for and does not read. */
const MOST_UNREAD_BYTES = 32 * 1024 * 1024

const latin1 = new TextDecoder('latin1')

/** One connection of the submission, command by command and reply by reply. */
export class SpyConnection {
  readonly ended: Promise<void>
  readonly #id: number
  readonly #client: Socket
  readonly #upstream: Socket
  readonly #tap: Tap
  readonly #decoder = new CommandDecoder(COMMAND_LIMITS)
  readonly #scanner = new ReplyScanner()
  /** Sent to Redis and not answered yet, oldest first. */
  readonly #waiting: WireCommand[] = []
  readonly #batch = { first: undefined as WireCommand | undefined, number: 0 }
  /** Replies leave in their order, each after it was held. */
  #replies: Promise<void> | undefined
  #frame: Uint8Array[] = []
  #reading = false
  #cutAfter: WireCommand | undefined
  #drained: (() => void) | undefined

  constructor(id: number, client: Socket, upstream: Socket, tap: Tap) {
    this.#id = id
    this.#client = client
    this.#upstream = upstream
    this.#tap = tap
    const closed = Promise.race([once(client, 'close'), once(upstream, 'close')])
    this.ended = closed.then(
      () => this.end(),
      () => this.end(),
    )
    client.on('error', () => this.end())
    upstream.on('error', () => this.end())
    client.on('data', (chunk) => this.#onCommands(chunk))
    upstream.on('data', (chunk) => this.#onReplies(chunk))
    client.on('end', () => this.end())
    // What Redis said before it hung up goes through first.
    upstream.on('end', () => void (this.#replies ?? Promise.resolve()).then(() => this.end()))
  }

  end(): void {
    for (const socket of [this.#client, this.#upstream]) {
      // What was gathered was on its way already.
      socket.uncork()
      socket.destroy()
    }
    this.#drained?.()
  }

  /** Ends it as a server does that died: the other side sees an error and not a goodbye. */
  reset(): void {
    this.#client.resetAndDestroy()
    this.end()
  }

  #onCommands(chunk: Uint8Array): void {
    try {
      this.#decoder.push(chunk)
      if (!this.#reading) void this.#readCommands().catch(() => this.end())
    } catch {
      this.end()
    }
  }

  async #readCommands(): Promise<void> {
    this.#reading = true
    try {
      for (let next; (next = this.#decoder.next()) !== undefined;) {
        const command = this.#begin(next)
        const ruling = await this.#rule(command)
        if (this.#upstream.destroyed) return
        if (ruling === 'cut-before') {
          await this.#cutBefore()
          return
        }
        if (ruling === 'cut-after') this.#cutAfter = command
        this.#waiting.push(command)
        writeGathered(this.#upstream, next.raw)
        if (ruling === 'cut-after') return
      }
    } finally {
      this.#reading = false
    }
  }

  /** Where somebody decides, they decide when Redis has answered everything before. */
  async #rule(command: WireCommand): Promise<Ruling> {
    if (!this.#tap.isGated()) return 'forward'
    await this.#allAnswered()
    return this.#tap.rule(command)
  }

  #begin({ argv }: DecodedCommand): WireCommand {
    const { first } = this.#batch
    const joins = first !== undefined && first.reply === undefined && !this.#client.destroyed
    if (!joins) this.#batch.number = this.#tap.nextRoundTrip()
    const command: WireCommand = {
      connection: this.#id,
      name: latin1.decode(argv[0]).toUpperCase(),
      argv,
      sentAt: performance.now(),
      roundTrip: this.#batch.number,
      answered: false,
      reply: undefined,
      refused: false,
      connectionEnded: this.ended,
    }
    if (!joins) this.#batch.first = command
    if (!this.#tap.record(command)) this.end()
    return command
  }

  /** Lets the replies to what Redis already has go through, then ends the connection. */
  async #cutBefore(): Promise<void> {
    await this.#allAnswered()
    await this.#replies
    this.end()
  }

  async #allAnswered(): Promise<void> {
    if (this.#waiting.length === 0) return
    await new Promise<void>((resolve) => (this.#drained = resolve))
  }

  #onReplies(chunk: Uint8Array): void {
    try {
      for (let from = 0; from < chunk.length;) {
        const end = this.#scanner.scan(chunk, from)
        this.#frame.push(chunk.subarray(from, end === -1 ? chunk.length : end))
        if (end === -1) return
        this.#onReply(Buffer.concat(this.#frame))
        this.#frame = []
        from = end
      }
    } catch {
      this.end()
    }
  }

  #onReply(bytes: Uint8Array): void {
    const command = this.#scanner.isPush ? undefined : this.#waiting.shift()
    if (command !== undefined) {
      command.answered = true
      command.refused = this.#scanner.isError
      if (command === this.#cutAfter) {
        this.end()
        return
      }
    }
    const held = this.#tap.holdReply(command !== undefined && command === this.#batch.first)
    if (held === undefined && this.#replies === undefined) this.#deliver(bytes, command)
    else this.#queue(bytes, command, held)
    if (this.#waiting.length === 0) this.#drained?.()
  }

  #queue(
    bytes: Uint8Array,
    command: WireCommand | undefined,
    held: Promise<void> | undefined,
  ): void {
    const before = this.#replies
    const turn = Promise.all([before, held]).then(() => {
      this.#deliver(bytes, command)
      if (this.#replies === turn) this.#replies = undefined
    })
    this.#replies = turn
  }

  #deliver(bytes: Uint8Array, command: WireCommand | undefined): void {
    if (command !== undefined) command.reply = bytes.slice(0, KEPT_REPLY_BYTES)
    writeGathered(this.#client, bytes)
    if (this.#client.writableLength > MOST_UNREAD_BYTES) this.end()
  }
}

/** A pipeline of a thousand commands goes on in a few system calls, each of which would wake the other side. */
function writeGathered(socket: Socket, bytes: Uint8Array): void {
  if (socket.writableCorked === 0) {
    socket.cork()
    process.nextTick(() => socket.uncork())
  }
  socket.write(bytes)
}
