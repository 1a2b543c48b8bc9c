import { quoteArg } from '@keyspace/redis-lang'

/** A command as one types it in redis-cli: words that need quotes get them. */
export function commandLine(...words: readonly (string | number)[]): string {
  const encoder = new TextEncoder()
  return words.map((word) => quoteArg(encoder.encode(String(word)))).join(' ')
}
