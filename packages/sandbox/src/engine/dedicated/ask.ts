import { encodeCommand, ReplyDecoder, type Reply } from '@keyspace/redis-lang'
import type { ConnectionHandlers, EngineConnection } from '../engine.ts'

export type Open = (handlers: ConnectionHandlers) => EngineConnection

/**
 * Sends commands over a connection of its own and gives the replies in order.
 * @throws Error when the server closes before it has answered them all.
 */
export function ask(
  open: Open,
  commands: readonly (readonly (Uint8Array | string)[])[],
): Promise<readonly Reply[]> {
  return new Promise((resolve, reject) => {
    const decoder = new ReplyDecoder()
    const replies: Reply[] = []
    const connection = open({
      onData(chunk) {
        decoder.push(chunk)
        for (let reply = decoder.next(); reply !== undefined; reply = decoder.next()) {
          replies.push(reply)
        }
        if (replies.length < commands.length) return
        resolve(replies)
        connection.close()
      },
      onClose: () => reject(new Error('The server closed the connection before it answered.')),
    })
    connection.write(Buffer.concat(commands.map(encodeCommand)))
  })
}
