import { checkArity, type Argv } from '@keyspace/redis-lang'
import { integer, isWord, latin1 } from './argument.ts'
import type { Policy } from './policy.ts'

const TOO_MANY = "ERR Number of keys can't be greater than number of args"
const SYNTAX = 'ERR syntax error'

/** Room for so many keys is no harm: then Redis answers itself, and in MULTI when it does so. */
const HARMLESS = 10_000

interface Counted {
  /** Where the number of keys stands. */
  readonly at: number
  /** What Redis answers when it is more than the arguments that follow. */
  readonly text: string
}

const counted = new Map<string, Counted>([
  ...['eval', 'evalsha', 'eval_ro', 'evalsha_ro', 'fcall', 'fcall_ro'].map(
    (name) => [name, { at: 2, text: TOO_MANY }] as const,
  ),
  ...['zunionstore', 'zinterstore', 'zdiffstore', 'blmpop', 'bzmpop'].map(
    (name) => [name, { at: 2, text: SYNTAX }] as const,
  ),
  ...['zunion', 'zinter', 'zdiff', 'zintercard', 'lmpop', 'zmpop'].map(
    (name) => [name, { at: 1, text: SYNTAX }] as const,
  ),
  ['sintercard', { at: 1, text: TOO_MANY }],
])

function tooManyKeys(argv: Argv, { at, text }: Counted): string | undefined {
  const count = integer(argv[at])
  if (count === undefined || count <= HARMLESS || count <= argv.length - at - 1) return undefined
  // Redis counts the arguments first, and says so itself.
  return checkArity(argv) === undefined ? text : undefined
}

/** COMMAND GETKEYS makes Redis look for the keys of the command that follows. */
function tooManyKeysWithin(argv: Argv): string | undefined {
  const inner = argv.slice(2)
  const rule = counted.get(latin1(inner[0]).toLowerCase())
  if (rule === undefined || tooManyKeys(inner, rule) === undefined) return undefined
  return isWord(argv[1], 'getkeys')
    ? 'ERR Invalid arguments specified for command'
    : tooManyKeys(inner, rule)
}

/**
 * A number of keys that is more than the arguments: Redis 7.0 reserves memory for that many before
 * it looks, and a huge one ends the server. It is answered here with Redis's own words.
 */
export const numkeys: Policy = {
  name: 'numkeys',
  checkFor: ({ name }) => {
    if (name === 'command|getkeys' || name === 'command|getkeysandflags')
      return ({ argv }) => tooManyKeysWithin(argv)
    const rule = counted.get(name)
    return rule && (({ argv }) => tooManyKeys(argv, rule))
  },
}
