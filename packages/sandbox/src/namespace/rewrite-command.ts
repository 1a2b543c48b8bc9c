import {
  checkArity,
  findCommand,
  keyPositions,
  redisErrors,
  type Argv,
  type CommandSpec,
} from '@keyspace/redis-lang'
import { integer, isWord, latin1 } from '../policy/argument.ts'
import type { Namespace } from './key.ts'
import { missingKeys } from './missing-keys.ts'
import {
  copyToDatabase,
  inOneSelect,
  isNeverShared,
  noNotifications,
  noSpaces,
  notShared,
  ownPicture,
  sortByKeys,
} from './refusal.ts'
import { restoreReply, type RestoreReply } from './restore-reply.ts'
import { rewriteGlob, wholeNamespace } from './rewrite-glob.ts'

/** Commands that no single command of a shared Redis can answer for one namespace. */
export type Emulated =
  | 'keys'
  | 'scan'
  | 'dbsize'
  | 'randomkey'
  | 'flushdb'
  | 'flushall'
  | 'client|list'
  | 'client|unblock'

/** What becomes of a learner's command on a shared Redis. */
export type Rewritten =
  | { readonly kind: 'refuse'; readonly text: string }
  /** Redis refuses it only when it runs: a transaction goes on without it. */
  | { readonly kind: 'fail'; readonly text: string }
  | { readonly kind: 'emulate'; readonly command: Emulated }
  | {
      readonly kind: 'forward'
      /** In lower case, a subcommand after its container. */
      readonly name: string
      readonly argv: Argv
      readonly restore: RestoreReply
      /** Patterns that the namespace's user must be allowed to subscribe to. */
      readonly patterns: readonly Uint8Array[]
    }

const emulated: ReadonlySet<string> = new Set<Emulated>([
  'keys',
  'scan',
  'dbsize',
  'randomkey',
  'flushdb',
  'flushall',
  'client|list',
  'client|unblock',
])

/** Commands that touch no key and tell of nobody else. Whatever is not here and has no key is refused. */
const keyless =
  /^(?:ping|echo|time|lolwut|multi|exec|discard|unwatch|wait|hello|select|command(?:\|.*)?|client\|(?:id|getname|setname|info)|acl\|(?:whoami|cat|genpass)|.*\|help)$/

/** Redis counts these as dangerous for their cost; in a namespace they are as good as any. */
const harmless: ReadonlySet<string> = new Set(['sort', 'sort_ro'])

/** Words of LOLWUT VERSION 6. */
const LOLWUT_VERSION = 3

/** As many as Redis has unless it is told otherwise. */
const DATABASES = 16

function isEmulated(name: string): name is Emulated {
  return emulated.has(name)
}

function refuse(text: string): Rewritten {
  return { kind: 'refuse', text }
}

function fail(text: string): Rewritten {
  return { kind: 'fail', text }
}

/** Refuses a command, leaves it to be emulated, or puts its keys and channels into the namespace. */
export function rewriteCommand(argv: Argv, namespace: Namespace): Rewritten {
  const spec = findCommand(argv)
  const wrong = checkArity(argv)
  // EXEC with an argument discards what was queued, which only Redis can.
  if (wrong !== undefined && spec?.name !== 'exec') return refuse(wrong)
  if (spec === undefined) return refuse(notShared(latin1(argv[0]).toLowerCase()))
  const { name } = spec
  if (isEmulated(name)) return { kind: 'emulate', command: name }
  if (name === 'select' && isOutOfRange(argv)) return fail(redisErrors.dbOutOfRange)
  const refusal = refusalOf(spec, argv)
  if (refusal !== undefined) return refuse(refusal)
  const channels = rewriteChannels(name, argv, namespace)
  if (channels !== undefined) return channels
  if (keyless.test(name)) return forward(name, argv, namespace)
  return rewriteKeys(spec, argv, namespace)
}

function refusalOf({ name, categories }: CommandSpec, argv: Argv): string | undefined {
  if (name === 'hello' && argv.some((argument, at) => at > 1 && isWord(argument, 'auth'))) {
    return notShared(name, 'you are logged in, and here everybody is only who they are.')
  }
  if (name === 'select') return selectRefusal(integer(argv[1]))
  // LOLWUT VERSION 6 paints as many pixels as it is asked for, and nobody else is served meanwhile.
  if (name === 'lolwut' && argv.length > LOLWUT_VERSION) return ownPicture
  if (keyless.test(name)) return undefined
  if (isNeverShared(name)) return notShared(name)
  const isGuarded = categories.has('admin') || categories.has('dangerous')
  if (isGuarded && !harmless.has(name)) return notShared(name)
  if (harmless.has(name) && readsOtherKeys(argv)) return sortByKeys
  if (name === 'copy' && argv.some((argument, at) => at > 2 && isWord(argument, 'db'))) {
    return copyToDatabase
  }
  return undefined
}

function isOutOfRange([, database]: Argv): boolean {
  const asked = integer(database) ?? 0
  return asked < 0 || asked >= DATABASES
}

/** What is no number, Redis refuses in its own words. */
function selectRefusal(database: number | undefined): string | undefined {
  return database === undefined || database === 0 ? undefined : inOneSelect(String(database))
}

/** SORT's BY and GET; BY a word without an asterisk only leaves the order as it is. */
function readsOtherKeys(argv: Argv): boolean {
  for (let at = 2; at + 1 < argv.length; at++) {
    if (isWord(argv[at], 'limit')) at += 2
    else if (isWord(argv[at], 'store')) at += 1
    else if (isWord(argv[at], 'get')) return true
    else if (isWord(argv[at], 'by')) {
      if (latin1(argv[at + 1]).includes('*')) return true
      at += 1
    }
  }
  return false
}

function forward(
  name: string,
  argv: Argv,
  namespace: Namespace,
  patterns: readonly Uint8Array[] = [],
): Rewritten {
  return { kind: 'forward', name, argv, restore: restoreReply(name, namespace), patterns }
}

/** What a learner might mean to hear keyspace notifications with. */
const notifications = /^__key(?:space|event|$)|^__k?e?y?[*?[]/

function rewriteChannels(name: string, argv: Argv, namespace: Namespace): Rewritten | undefined {
  switch (name) {
    case 'publish':
    case 'spublish':
      return forward(name, replaceAt(argv, [1], namespace.toReal.bind(namespace)), namespace)
    case 'subscribe':
    case 'ssubscribe':
    case 'psubscribe':
      if (argv.slice(1).some((channel) => notifications.test(latin1(channel)))) {
        return refuse(noNotifications)
      }
      return name === 'psubscribe'
        ? subscribePatterns(argv, namespace)
        : forward(name, rewriteFrom(1, argv, namespace), namespace)
    case 'unsubscribe':
    case 'sunsubscribe':
    case 'punsubscribe':
      return forward(name, rewriteFrom(1, argv, namespace), namespace)
    case 'pubsub|numsub':
    case 'pubsub|shardnumsub':
      return forward(name, rewriteFrom(2, argv, namespace), namespace)
    case 'pubsub|channels':
    case 'pubsub|shardchannels': {
      const pattern = argv[2] ? rewriteGlob(argv[2], namespace) : wholeNamespace(namespace)
      return forward(name, [...argv.slice(0, 2), pattern, ...argv.slice(3)], namespace)
    }
    default:
      return undefined
  }
}

function subscribePatterns(argv: Argv, namespace: Namespace): Rewritten {
  const patterns = argv.slice(1).map((pattern) => rewriteGlob(pattern, namespace))
  if (patterns.some((pattern) => /[\s\0]/.test(latin1(pattern)))) return refuse(noSpaces)
  return forward('psubscribe', [...argv.slice(0, 1), ...patterns], namespace, patterns)
}

function rewriteFrom(first: number, argv: Argv, namespace: Namespace): Argv {
  return argv.map((argument, at) => (at < first ? argument : namespace.toReal(argument)))
}

function replaceAt(
  argv: Argv,
  places: readonly number[],
  change: (argument: Uint8Array) => Uint8Array,
): Argv {
  const replaced = [...argv]
  for (const at of places) {
    const argument = argv[at]
    if (argument !== undefined) replaced[at] = change(argument)
  }
  return replaced
}

function rewriteKeys({ name, keySpecs }: CommandSpec, argv: Argv, namespace: Namespace): Rewritten {
  const places = keyPositions(argv)
  // No key found never means that there is none.
  if (places.length === 0) {
    return keySpecs.length > 0 ? fail(missingKeys(name, argv)) : refuse(notShared(name))
  }
  return forward(name, replaceAt(argv, places, namespace.toReal.bind(namespace)), namespace)
}
