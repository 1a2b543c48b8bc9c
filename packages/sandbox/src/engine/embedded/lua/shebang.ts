import { RedisCommandError } from 'js-redis-server/core'

export interface Shebang {
  /** The code with the first line made empty, so that line numbers stay true. */
  readonly body: string
  readonly flags: ReadonlySet<string>
  readonly present: boolean
}

const knownFlags = new Set([
  'no-writes',
  'allow-oom',
  'allow-stale',
  'no-cluster',
  'allow-cross-slot-keys',
])

/**
 * Reads a script's `#!lua flags=…` line.
 *
 * Source: https://redis.io/docs/latest/develop/interact/programmability/eval-intro/#eval-flags
 */
export function readShebang(source: string): Shebang {
  if (!source.startsWith('#!')) {
    return { body: source, flags: new Set(), present: false }
  }
  const end = source.indexOf('\n')
  if (end === -1) throw new RedisCommandError('Invalid script shebang')
  const [engine = '', ...words] = source.slice(0, end).split(' ').filter(Boolean)
  if (engine !== '#!lua') {
    throw new RedisCommandError(`Unexpected engine in script shebang: ${engine}`)
  }
  let listed = ''
  for (const word of words) {
    if (!word.startsWith('flags=')) {
      throw new RedisCommandError(`Unknown lua shebang option: ${word}`)
    }
    listed = word.slice('flags='.length)
  }
  const flags = new Set(listed.split(',').filter(Boolean))
  for (const flag of flags) {
    if (!knownFlags.has(flag)) {
      throw new RedisCommandError(`Unexpected flag in script shebang: ${flag}`)
    }
  }
  return { body: source.slice(end), flags, present: true }
}
