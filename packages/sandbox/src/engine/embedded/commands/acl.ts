import { RedisCommandError, RedisValue, type CommandDefinition } from 'js-redis-server/core'
import { allCommands } from '@keyspace/redis-lang'
import { before } from '../adapters/before.ts'
import { ok, text, word, type Arguments } from './command.ts'
import { integerOf } from './integer.ts'
import { notAvailable } from './refuse.ts'
import { subcommandError } from './streams/subcommand-error.ts'

/** There is one user, who may do everything; what would make others is refused. */
export function acl(library: CommandDefinition): CommandDefinition {
  return before(library, ([subcommand, ...rest]) => {
    switch (word(subcommand)) {
      case 'cat':
        return categories(subcommand, rest)
      case 'genpass':
        return generated(subcommand, rest)
      case 'users':
        return RedisValue.array([text('default')])
      case 'list':
        return RedisValue.array([text('user default on nopass ~* &* +@all')])
      case 'log':
        return log(subcommand, rest)
      case 'getuser':
        if (String(rest[0]) !== 'default') return RedisValue.null()
        throw notAvailable('acl getuser')
      case 'whoami':
      case 'dryrun':
      case 'help':
        return undefined
      default:
        throw notAvailable(`acl ${word(subcommand)}`)
    }
  })
}

const names = [
  ...['keyspace', 'read', 'write', 'set', 'sortedset', 'list', 'hash', 'string', 'bitmap'],
  ...['hyperloglog', 'geo', 'stream', 'pubsub', 'admin', 'fast', 'slow', 'blocking'],
  ...['dangerous', 'connection', 'transaction', 'scripting'],
]

function categories(subcommand: Buffer | undefined, [category, ...more]: Arguments): RedisValue {
  if (category === undefined) return RedisValue.array(names.map(text))
  if (more.length > 0) throw subcommandError('ACL', subcommand)
  const wanted = word(category)
  if (!names.includes(wanted)) {
    throw new RedisCommandError(`Unknown category '${category.toString('latin1')}'`)
  }
  const every = allCommands().flatMap((spec) => [spec, ...spec.subcommands.values()])
  const found = every.filter((spec) => spec.categories.has(wanted))
  return RedisValue.array(found.map(({ name }) => text(name)))
}

/** Four bits for each digit. */
function generated(subcommand: Buffer | undefined, [bits, ...more]: Arguments): RedisValue {
  if (more.length > 0) throw subcommandError('ACL', subcommand)
  const wanted = bits === undefined ? 256 : Number(integerOf(bits))
  if (wanted <= 0 || wanted > 4096) {
    throw new RedisCommandError(
      'ACL GENPASS argument must be the number of bits for the output password, a positive number up to 4096',
    )
  }
  const digits = Math.ceil(wanted / 4)
  const random = crypto.getRandomValues(new Uint8Array(digits))
  return text(Buffer.from(random).toString('hex').slice(0, digits))
}

/** Nobody is ever refused, so there is nothing in it. */
function log(subcommand: Buffer | undefined, [count, ...more]: Arguments): RedisValue {
  if (more.length > 0) throw subcommandError('ACL', subcommand)
  if (word(count) === 'reset') return ok
  if (count !== undefined) integerOf(count)
  return RedisValue.array([])
}
