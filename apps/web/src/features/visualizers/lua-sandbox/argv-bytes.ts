import type { Argv } from '@keyspace/redis-lang'

/** Words as they go over the wire. */
export function argvOf(...words: readonly string[]): Argv {
  const encoder = new TextEncoder()
  return words.map((word) => encoder.encode(word))
}
