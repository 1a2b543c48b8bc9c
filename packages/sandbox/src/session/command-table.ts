import type { DecodedCommand } from '@keyspace/redis-lang'
import { asIsUpTo } from '../journal/remember.ts'
import { latin1, lowerByte } from '../policy/argument.ts'
import { policies, type Check, type CommandTraits } from '../policy/index.ts'
import { restoreFor, type Restore } from '../restore/index.ts'
import { traitsOf } from './command-traits.ts'

/** Who answers a command: the sandbox's Redis on this connection, or the session itself. */
export type Route =
  'forward' | 'auth' | 'hello' | 'reset' | 'quit' | 'monitor' | 'watch-keyspace' | 'admin'

/** What the answer of a forwarded command means for the session. */
type Role = 'none' | 'multi' | 'exec' | 'discard' | 'watch' | 'select' | 'setname' | 'subscription'

/** All that a session needs to know of a command, looked up once by its name. */
export interface CommandEntry {
  readonly name: string
  readonly route: Route
  readonly role: Role
  readonly checks: readonly Check[]
  /** May wait for other clients; the deadline does not apply. */
  readonly blocks: boolean
  /** What it did is remembered, to be replayed. */
  readonly journaled: boolean
  /** Up to how many arguments it is remembered as it came, once it was done. */
  readonly asIsUpTo: number
  /** Its reply changes nothing in the session, and nothing in it is changed for the client. */
  readonly plain: boolean
  readonly restore: Restore | undefined
  /** MONITOR does not show it. */
  readonly hidden: boolean
  /** Its reply is the server's own text, not the learner's data: the limits on replies do not apply. */
  readonly trusted: boolean
  /** Filled as they are met. */
  readonly subcommands: Map<string, CommandEntry> | undefined
}

const routes: Readonly<Record<string, Route>> = {
  auth: 'auth',
  hello: 'hello',
  reset: 'reset',
  quit: 'quit',
  monitor: 'monitor',
  'keyspace.watch': 'watch-keyspace',
  role: 'admin',
  lastsave: 'admin',
  'client|unblock': 'admin',
  'config|get': 'admin',
  'config|set': 'admin',
  'config|resetstat': 'admin',
  'latency|doctor': 'admin',
  'latency|graph': 'admin',
  'latency|histogram': 'admin',
  'latency|history': 'admin',
  'latency|latest': 'admin',
  'latency|reset': 'admin',
}

const roles: Readonly<Record<string, Role>> = {
  multi: 'multi',
  exec: 'exec',
  discard: 'discard',
  watch: 'watch',
  select: 'select',
  'client|setname': 'setname',
  subscribe: 'subscription',
  unsubscribe: 'subscription',
  psubscribe: 'subscription',
  punsubscribe: 'subscription',
  ssubscribe: 'subscription',
  sunsubscribe: 'subscription',
}

const blocking =
  /^(?:blpop|brpop|blmove|brpoplpush|blmpop|bzpopmin|bzpopmax|bzmpop|xread|xreadgroup|wait|waitaof)$/
/** PFCOUNT keeps the count in the key. */
const journaledToo =
  /^(?:pfcount|eval|evalsha|eval_ro|fcall|script\|(?:load|flush)|function\|(?:load|delete|flush|restore)|config\|set)$/

function describe(traits: CommandTraits, hasSubcommands: boolean): CommandEntry {
  const { name } = traits
  const role = roles[name] ?? 'none'
  const restore = restoreFor(name)
  return {
    name,
    route: routes[name] ?? 'forward',
    role,
    checks: policies.flatMap((policy) => policy.checkFor(traits) ?? []),
    blocks: blocking.test(name),
    journaled: traits.writes || journaledToo.test(name),
    asIsUpTo: asIsUpTo(name),
    plain: role === 'none' && restore === undefined,
    restore,
    hidden: traits.admin || name === 'quit',
    trusted: name === 'command' || name.startsWith('command|') || name.endsWith('|help'),
    subcommands: hasSubcommands ? new Map() : undefined,
  }
}

function matches(bytes: Uint8Array, from: number, to: number, name: string): boolean {
  if (to - from !== name.length) return false
  for (let at = 0; at < name.length; at++) {
    if (lowerByte(bytes[from + at] ?? 0) !== name.charCodeAt(at)) return false
  }
  return true
}

function hash(bytes: Uint8Array, from: number, to: number): number {
  let value = to - from
  for (let at = from; at < to; at++) {
    value = (Math.imul(value, 31) + lowerByte(bytes[at] ?? 0)) | 0
  }
  return value
}

/** The longest name of a command or subcommand; anything longer is none. */
const LONGEST = 32

/** The commands met so far by the hash of their name: finding one again makes no string. */
const met = new Map<number, CommandEntry[]>()

function findByName(bytes: Uint8Array, from: number, to: number): CommandEntry | undefined {
  if (to - from > LONGEST) return undefined
  const key = hash(bytes, from, to)
  const candidates = met.get(key)
  if (candidates !== undefined) {
    for (const candidate of candidates) {
      if (matches(bytes, from, to, candidate.name)) return candidate
    }
  }
  const traits = traitsOf(latin1(bytes.subarray(from, to)).toLowerCase())
  if (traits === undefined) return undefined
  const entry = describe(traits, traits.hasSubcommands)
  if (candidates) candidates.push(entry)
  else met.set(key, [entry])
  return entry
}

function findSubcommand(entry: CommandEntry, bytes: Uint8Array): CommandEntry | undefined {
  if (bytes.length > LONGEST) return undefined
  const name = latin1(bytes).toLowerCase()
  const known = entry.subcommands?.get(name)
  if (known !== undefined) return known
  const traits = traitsOf(entry.name, name)
  if (traits === undefined) return undefined
  const found = describe(traits, false)
  entry.subcommands?.set(name, found)
  return found
}

/**
 * The entry of a command, of its subcommand where it has one, or of the container where Redis has
 * no such subcommand; undefined when no Redis has such a command.
 */
export function findCommand(command: DecodedCommand): CommandEntry | undefined {
  const entry = findByName(command.bytes, command.nameStart, command.nameEnd)
  if (entry?.subcommands === undefined || command.count === 1) return entry
  const [, subcommand] = command.argv
  return (subcommand && findSubcommand(entry, subcommand)) ?? entry
}
