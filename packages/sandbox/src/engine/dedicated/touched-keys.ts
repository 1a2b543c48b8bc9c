import { encodeCommand, ReplyDecoder, type Reply } from '@keyspace/redis-lang'
import type { EngineConnection, Touched } from '../engine.ts'
import type { Open } from './ask.ts'

/**
 * Learns of every key that is written, expired, evicted or deleted, in any database and by any
 * means, from the server's own client-side caching in broadcast mode. The server sends it before it
 * sends the reply of the command. SWAPDB is not reported by the server.
 * Source: https://redis.io/docs/latest/develop/reference/client-side-caching/
 */
export class TouchedKeys {
  readonly #open: Open
  readonly #listeners = new Set<(touched: Touched) => void>()
  #connection: EngineConnection | undefined

  constructor(open: Open) {
    this.#open = open
  }

  listen(listener: (touched: Touched) => void): () => void {
    // A function of our own, so that the same listener given twice counts twice.
    const entry = (touched: Touched): void => listener(touched)
    this.#listeners.add(entry)
    this.#connection ??= this.#track()
    return () => {
      this.#listeners.delete(entry)
      if (this.#listeners.size === 0) this.close()
    }
  }

  close(): void {
    const connection = this.#connection
    this.#connection = undefined
    connection?.close()
  }

  #track(): EngineConnection {
    const decoder = new ReplyDecoder()
    const connection = this.#open({
      onData: (chunk) => {
        decoder.push(chunk)
        for (let reply = decoder.next(); reply !== undefined; reply = decoder.next()) {
          this.#hear(reply)
        }
      },
      onClose: () => {
        if (this.#connection === connection) this.#connection = undefined
      },
    })
    connection.write(
      Buffer.concat(
        [
          ['HELLO', '3'],
          ['CLIENT', 'TRACKING', 'ON', 'BCAST'],
        ].map(encodeCommand),
      ),
    )
    return connection
  }

  #hear(reply: Reply): void {
    const touched = touchedOf(reply)
    if (touched === undefined) return
    for (const listener of [...this.#listeners]) listener(touched)
  }
}

function touchedOf(reply: Reply): Touched | undefined {
  if (reply.kind !== 'push') return undefined
  const [word, names] = reply.items
  if (word?.kind !== 'bulk' || Buffer.from(word.value).toString() !== 'invalidate') return undefined
  if (names?.kind !== 'array') return { kind: 'all' }
  return {
    kind: 'keys',
    keys: names.items.flatMap((name) => (name.kind === 'bulk' ? [name.value] : [])),
  }
}
