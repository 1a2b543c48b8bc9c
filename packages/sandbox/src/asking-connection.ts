import { ReplyDecoder, encodeCommand, type Reply } from '@keyspace/redis-lang'
import type { ConnectionHandlers, EngineConnection } from './engine/engine.ts'

type Command = readonly (string | Uint8Array)[]

interface Question {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

/** A connection on which the platform itself asks a sandbox's Redis, in RESP2; replies come as promises. */
export class AskingConnection {
  readonly #decoder = new ReplyDecoder()
  readonly #connection: EngineConnection
  #questions: Question[] = []
  #open = true

  constructor(connect: (handlers: ConnectionHandlers) => EngineConnection) {
    this.#connection = connect({
      onData: (chunk) => this.#read(chunk),
      onClose: () => this.close(),
    })
  }

  get closed(): boolean {
    return !this.#open
  }

  /** The reply, errors included. Rejects only when the connection is lost. */
  ask(command: Command): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (!this.#open) {
        reject(new Error('The connection to the sandbox’s Redis is closed.'))
        return
      }
      this.#questions.push({ resolve, reject })
      this.#connection.write(encodeCommand(command))
    })
  }

  /** Sends all of them at once; rejects when the connection is lost before the last reply. */
  askAll(commands: readonly Command[]): Promise<readonly Reply[]> {
    if (commands.length === 0 || !this.#open) return Promise.all(commands.map((c) => this.ask(c)))
    const replies = commands.map(
      () =>
        new Promise<Reply>((resolve, reject) => {
          this.#questions.push({ resolve, reject })
        }),
    )
    this.#connection.write(Buffer.concat(commands.map(encodeCommand)))
    return Promise.all(replies)
  }

  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#connection.close()
    const questions = this.#questions
    this.#questions = []
    for (const { reject } of questions) reject(new Error('The sandbox’s Redis is gone.'))
  }

  #read(chunk: Uint8Array): void {
    this.#decoder.push(chunk)
    for (let reply = this.#decoder.next(); reply; reply = this.#decoder.next()) {
      this.#questions.shift()?.resolve(reply)
    }
  }
}
