import { encodeCommand, renderReply, ReplyDecoder, splitLine } from '@keyspace/redis-lang'
import type { EngineConnection, RedisInstance } from '../engine.ts'

/** A connection that says lines as redis-cli does and shows the replies as it does. */
export class Terminal {
  readonly connection: EngineConnection
  readonly #decoder = new ReplyDecoder()
  readonly #shown: string[] = []
  readonly #waiting: ((text: string) => void)[] = []

  constructor(instance: RedisInstance, kind: 'connect' | 'connectAdmin' = 'connect') {
    this.connection = instance[kind]({
      onData: (chunk) => {
        this.#decoder.push(chunk)
        for (let reply = this.#decoder.next(); reply; reply = this.#decoder.next()) {
          this.#show(renderReply(reply))
        }
      },
      onClose: () => this.#show('closed'),
    })
  }

  say(line: string): Promise<string> {
    const split = splitLine(line)
    if (!split.ok) throw new Error(line)
    this.connection.write(encodeCommand(split.args))
    return this.next()
  }

  next(): Promise<string> {
    const shown = this.#shown.shift()
    if (shown !== undefined) return Promise.resolve(shown)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #show(text: string): void {
    const waiting = this.#waiting.shift()
    if (waiting) waiting(text)
    else this.#shown.push(text)
  }
}

/** Workers of this process. */
export function workers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length
}
