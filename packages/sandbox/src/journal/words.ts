import type { Argv } from '@keyspace/redis-lang'

/** Words and bytes as the arguments of a command. */
export function words(...parts: readonly (string | Uint8Array)[]): Argv {
  return parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))
}
