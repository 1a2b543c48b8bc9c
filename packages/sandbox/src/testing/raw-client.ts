import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { ReplyDecoder, encodeCommand, splitLine, type Argv, type Reply } from '@keyspace/redis-lang'

/** A client that shows every frame as it came: for tests. */
export class RawClient {
  readonly closed: Promise<void>
  readonly #socket: Socket
  readonly #decoder = new ReplyDecoder()
  readonly #frames: Reply[] = []
  #wake: () => void = () => undefined
  #isClosed = false

  private constructor(socket: Socket) {
    this.#socket = socket
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.#isClosed = true
        this.#wake()
        resolve()
      })
    })
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      this.#decoder.push(chunk)
      for (let frame = this.#decoder.next(); frame; frame = this.#decoder.next()) {
        this.#frames.push(frame)
      }
      this.#wake()
    })
  }

  static async open(port: number, login?: { id: string; token: string }): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    const client = new RawClient(socket)
    if (login) await client.run(`AUTH ${login.id} ${login.token}`)
    return client
  }

  write(bytes: Uint8Array | string): void {
    this.#socket.write(bytes)
  }

  /** Sends lines as redis-cli reads them, in one piece. */
  send(...lines: string[]): void {
    this.#socket.write(Buffer.concat(lines.map((line) => encodeCommand(argsOf(line)))))
  }

  /** The next frame; rejects when the connection ends first or nothing comes in time. */
  async next(withinMs = 5_000): Promise<Reply> {
    const endsAt = performance.now() + withinMs
    for (;;) {
      const frame = this.#frames.shift()
      if (frame) return frame
      if (this.#isClosed) throw new Error('closed')
      if (performance.now() > endsAt) throw new Error('nothing came')
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(1, endsAt - performance.now()))
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  async take(count: number): Promise<Reply[]> {
    const replies: Reply[] = []
    while (replies.length < count) replies.push(await this.next())
    return replies
  }

  async run(line: string): Promise<Reply> {
    return this.ask(argsOf(line))
  }

  /** The same for a command whose arguments are bytes. */
  async ask(argv: Argv): Promise<Reply> {
    this.#socket.write(encodeCommand(argv))
    return this.next()
  }

  /** Frames that came and were not taken. */
  get left(): readonly Reply[] {
    return this.#frames
  }

  pause(): void {
    this.#socket.pause()
  }

  close(): void {
    this.#socket.destroy()
  }
}

function argsOf(line: string): Uint8Array[] {
  const split = splitLine(line)
  if (!split.ok) throw new Error(`not a line: ${line}`)
  return split.args
}
