import {
  RedisCommandError,
  RedisSyntaxError,
  RedisValue,
  type RedisExecutionContext,
} from 'js-redis-server/core'
import { ok, text, word, type Arguments } from '../commands/command.ts'
import { integerOf } from '../commands/integer.ts'
import { notAvailable } from '../commands/refuse.ts'
import { subcommandError } from '../commands/streams/subcommand-error.ts'

/** What CLIENT is asked that the library does not know. */
export function ownClientWords(
  [subcommand, ...rest]: Arguments,
  ctx: RedisExecutionContext,
): RedisValue | undefined {
  switch (word(subcommand)) {
    // Tracking is never on: what asks about it is answered, what would turn it on is refused.
    case 'getredir':
      return RedisValue.integer(-1)
    case 'trackinginfo':
      return RedisValue.map([
        [text('flags'), RedisValue.set([text('off')])],
        [text('redirect'), RedisValue.integer(-1)],
        [text('prefixes'), RedisValue.array([])],
      ])
    case 'caching':
      throw new RedisCommandError(
        'CLIENT CACHING can be called only when the client is in tracking mode with OPTIN or OPTOUT mode enabled',
      )
    case 'tracking':
    case 'pause':
      throw notAvailable(`client ${word(subcommand)}`)
    // Nothing is ever paused.
    case 'unpause':
      return ok
    case 'unblock':
      return unblock(subcommand, rest, ctx)
    case 'list':
      if (rest.length > 0) throw listing(rest)
      return undefined
    default:
      return undefined
  }
}

function unblock(
  subcommand: Buffer | undefined,
  [id, reason, ...more]: Arguments,
  { server }: RedisExecutionContext,
): RedisValue {
  if (more.length > 0) throw subcommandError('CLIENT', subcommand)
  if (reason !== undefined && !['timeout', 'error'].includes(word(reason))) {
    throw new RedisCommandError('CLIENT UNBLOCK reason should be TIMEOUT or ERROR')
  }
  const wanted = String(integerOf(id))
  const isKnown = server.getConnectedClients().some((session) => session.id === wanted)
  if (isKnown) throw notAvailable('client unblock')
  return RedisValue.integer(0)
}

const types = ['normal', 'master', 'replica', 'slave', 'pubsub']

function listing([by, value, ...more]: Arguments): RedisCommandError {
  if (word(by) === 'type' && value !== undefined && more.length === 0) {
    if (types.includes(word(value))) return notAvailable('client list type')
    return new RedisCommandError(`Unknown client type '${value.toString('latin1')}'`)
  }
  if (word(by) === 'id' && value !== undefined) {
    for (const id of [value, ...more]) integerOf(id, new RedisCommandError('Invalid client ID'))
    return notAvailable('client list id')
  }
  return new RedisSyntaxError()
}

/** The fields of CLIENT LIST in the order of Redis 7.0, with the ones that the library leaves out. */
export function clientLines(value: RedisValue): RedisValue {
  if (value.kind !== 'bulk-string' && value.kind !== 'verbatim') return value
  if (!String(value.value).startsWith('id=')) return value
  const lines = String(value.value)
    .replace(/ db=(\d+)( age=\d+ idle=\d+ flags=\S+)/g, '$2 db=$1')
    .replace(/( psub=\d+) multi=/g, '$1 ssub=0 multi=')
  return RedisValue.verbatim('txt', Buffer.from(lines))
}
