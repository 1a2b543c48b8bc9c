import { encodeReply } from '@keyspace/redis-lang'

/** An error reply, one line; the text carries its code word. */
export function errorReply(text: string): Uint8Array {
  return encodeReply({ kind: 'error', value: text }, 2)
}
