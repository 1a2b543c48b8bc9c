import { RedisCommandError } from 'js-redis-server/core'

export interface LibraryHead {
  readonly name: string
  /** The code with its first line made empty, so that line numbers stay true. */
  readonly body: string
}

/**
 * Reads the `#!lua name=…` line of a library.
 *
 * Source: https://redis.io/docs/latest/develop/interact/programmability/functions-intro/
 */
export function readLibraryHead(code: string): LibraryHead {
  if (!code.startsWith('#!')) throw new RedisCommandError('Missing library metadata')
  const end = code.indexOf('\n')
  if (end === -1) throw new RedisCommandError('Invalid library metadata')
  const [engine = '', ...words] = code.slice(2, end).split(' ').filter(Boolean)
  let name: string | undefined
  for (const word of words) {
    if (!word.startsWith('name=')) {
      throw new RedisCommandError(`Invalid metadata value given: ${word}`)
    }
    if (name !== undefined) {
      throw new RedisCommandError('Invalid metadata value, name argument was given multiple times')
    }
    name = word.slice('name='.length)
  }
  if (name === undefined) throw new RedisCommandError('Library name was not given')
  if (!isName(name)) {
    throw new RedisCommandError(
      'Library names can only contain letters, numbers, or underscores(_) and must be at least one character long',
    )
  }
  if (engine.toLowerCase() !== 'lua') throw new RedisCommandError(`Engine '${engine}' not found`)
  return { name, body: code.slice(end) }
}

function isName(name: string): boolean {
  return /^\w+$/.test(name)
}
