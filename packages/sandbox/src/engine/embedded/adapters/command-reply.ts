import { allCommands, commandSpec, type CommandSpec } from '@keyspace/redis-lang'
import { RedisSyntaxError, RedisValue } from 'js-redis-server/core'
import { text, word, type Arguments } from '../commands/command.ts'
import { globOf } from '../commands/glob.ts'
import { notAvailable } from '../commands/refuse.ts'
import { keysOf } from './command-keys.ts'

/** COMMAND COUNT and LIST from Redis's own table; what the library knows of COMMAND DOCS is too little. */
export function ownCommandWords([subcommand, ...rest]: Arguments): RedisValue | undefined {
  if (subcommand === undefined) throw notAvailable('command')
  switch (word(subcommand)) {
    case 'count':
      return RedisValue.integer(allCommands().length)
    case 'list':
      return list(rest)
    case 'docs':
    case 'getkeysandflags':
      throw notAvailable(`command ${word(subcommand)}`)
    case 'getkeys':
      return keysOf(rest)
    case 'info':
      if (rest.length === 0) throw notAvailable('command info', 'of all commands')
      return undefined
    default:
      return undefined
  }
}

function list([filter, by, value, ...more]: Arguments): RedisValue {
  const every = allCommands().flatMap((spec) => [spec, ...spec.subcommands.values()])
  if (filter === undefined) return names(every)
  if (word(filter) !== 'filterby' || value === undefined || more.length > 0) {
    throw new RedisSyntaxError()
  }
  switch (word(by)) {
    case 'module':
      return names([])
    case 'aclcat':
      return names(every.filter(({ categories }) => categories.has(word(value))))
    case 'pattern': {
      const pattern = globOf(value.toString('latin1'), 'i')
      return names(every.filter(({ name }) => pattern.test(name)))
    }
    default:
      throw new RedisSyntaxError()
  }
}

function names(specs: readonly CommandSpec[]): RedisValue {
  return RedisValue.array(specs.map(({ name }) => text(name)))
}

/** Flags are sets of status words, in RESP3 as in the table of redis-server. */
export function asCommandReply(value: RedisValue): RedisValue {
  if (value.kind !== 'array') return value
  return RedisValue.array(value.items.map(isRow))
}

function isRow(row: RedisValue): RedisValue {
  if (row.kind !== 'array') return row
  const { items } = row
  if (items.length !== 10) return row
  const spec = specOf(items[0])
  const keySpecs = items[8]
  if (!spec || keySpecs?.kind !== 'array' || keySpecs.items.length !== spec.keySpecs.length) {
    throw notAvailable(`command info ${nameOf(items[0] ?? RedisValue.null())}`)
  }
  return RedisValue.array(
    items.map((item, at) => {
      if (at === 1) return RedisValue.integer(spec.arity)
      if (at === 2) return RedisValue.set([...spec.flags].map(RedisValue.simpleString))
      if (at === 6) {
        return RedisValue.set([...spec.categories].map((one) => RedisValue.simpleString(`@${one}`)))
      }
      if (at === 7) return asSet(item)
      if (at === 8) return asSet(mapItems(item, keySpec))
      return at === 9 ? asSet(mapItems(item, isRow)) : item
    }),
  )
}

function specOf(name: RedisValue | undefined): CommandSpec | undefined {
  const [command = '', subcommand] = name ? nameOf(name).split('|') : []
  return commandSpec(command, subcommand)
}

function statusOf(item: RedisValue): Extract<RedisValue, { kind: 'simple-string' }> {
  const name =
    item.kind === 'bulk-string' || item.kind === 'simple-string' ? String(item.value) : ''
  return { kind: 'simple-string', value: name }
}

function keySpec(value: RedisValue): RedisValue {
  const entries = entriesOf(value)
  if (entries === undefined) return value
  return RedisValue.map(
    entries.map(([name, held]) => [name, nameOf(name) === 'flags' ? allFlags(held) : nested(held)]),
  )
}

function allFlags(value: RedisValue): RedisValue {
  return value.kind === 'array' || value.kind === 'set'
    ? RedisValue.set(value.items.map(statusOf))
    : value
}

/** What begins and finds the keys are maps within maps. */
function nested(value: RedisValue): RedisValue {
  const entries = entriesOf(value)
  return entries ? RedisValue.map(entries.map(([name, held]) => [name, nested(held)])) : value
}

function entriesOf(value: RedisValue): [RedisValue, RedisValue][] | undefined {
  if (value.kind === 'map') return [...value.entries].map(([name, held]) => [name, held])
  if (value.kind !== 'array' || value.items.length % 2 === 1) return undefined
  const pairs: [RedisValue, RedisValue][] = []
  for (let at = 0; at + 1 < value.items.length; at += 2) {
    const [name, held] = value.items.slice(at, at + 2)
    if (name && held) pairs.push([name, held])
  }
  return pairs
}

function nameOf(value: RedisValue): string {
  return value.kind === 'bulk-string' ? String(value.value) : ''
}

function asSet(value: RedisValue): RedisValue {
  return value.kind === 'array' ? RedisValue.set(value.items) : value
}

function mapItems(value: RedisValue, change: (item: RedisValue) => RedisValue): RedisValue {
  return value.kind === 'array' ? RedisValue.array(value.items.map(change)) : value
}
