import type { Argv } from '@keyspace/redis-lang'
import { latin1, lowerByte } from '../policy/argument.ts'
import { policies, type Check, type CommandTraits } from '../policy/index.ts'
import { restoreFor, type Restore } from '../restore/index.ts'
import { traitsOf } from './command-traits.ts'

/** Who answers a command: the sandbox's Redis on this connection, or the session itself. */
type Route = 'forward' | 'auth' | 'hello' | 'reset' | 'quit' | 'watch-keyspace' | 'admin'

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
  readonly restore: Restore | undefined
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
  /^(?:blpop|brpop|blmove|brpoplpush|blmpop|bzpopmin|bzpopmax|bzmpop|xread|xreadgroup|wait)$/
const journaledToo =
  /^(?:eval|evalsha|eval_ro|fcall|script\|(?:load|flush)|function\|(?:load|delete|flush|restore)|config\|set)$/

function describe(traits: CommandTraits, hasSubcommands: boolean): CommandEntry {
  const { name } = traits
  return {
    name,
    route: routes[name] ?? 'forward',
    role: roles[name] ?? 'none',
    checks: policies.flatMap((policy) => policy.checkFor(traits) ?? []),
    blocks: blocking.test(name),
    journaled: traits.writes || journaledToo.test(name),
    restore: restoreFor(name),
    trusted: name === 'command' || name.startsWith('command|') || name.endsWith('|help'),
    subcommands: hasSubcommands ? new Map() : undefined,
  }
}

function matches(bytes: Uint8Array, name: string): boolean {
  if (bytes.length !== name.length) return false
  for (let at = 0; at < name.length; at++) {
    if (lowerByte(bytes[at] ?? 0) !== name.charCodeAt(at)) return false
  }
  return true
}

function hash(bytes: Uint8Array): number {
  let value = bytes.length
  for (const byte of bytes) value = (Math.imul(value, 31) + lowerByte(byte)) | 0
  return value
}

/** The longest name of a command or subcommand; anything longer is none. */
const LONGEST = 32

/** The commands met so far by the hash of their name: finding one again makes no string. */
const met = new Map<number, CommandEntry[]>()

function findByName(bytes: Uint8Array): CommandEntry | undefined {
  if (bytes.length > LONGEST) return undefined
  const key = hash(bytes)
  const candidates = met.get(key)
  if (candidates !== undefined) {
    for (const candidate of candidates) if (matches(bytes, candidate.name)) return candidate
  }
  const traits = traitsOf(latin1(bytes).toLowerCase())
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
 * no such subcommand; undefined when Redis 7.0 has no such command.
 */
export function findCommand(argv: Argv): CommandEntry | undefined {
  const entry = argv[0] && findByName(argv[0])
  if (entry?.subcommands === undefined || argv[1] === undefined) return entry
  return findSubcommand(entry, argv[1]) ?? entry
}
