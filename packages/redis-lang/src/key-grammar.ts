import type { Argv } from './reply.ts'
import { wordIs } from './word-is.ts'

/** The options of a command that stand before what is looked for: how many words each takes. */
type Options = readonly (readonly [word: string, taken: number])[]

function optionSize(options: Options, arg: Uint8Array | undefined): number | undefined {
  return options.find(([word]) => wordIs(arg, word))?.[1]
}

function range(first: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index)
}

const SORT_OPTIONS: Options = [
  ['limit', 3],
  ['get', 2],
  ['by', 2],
]

/** SORT writes to the last STORE that it is given. */
function sortKeys(argv: Argv): number[] {
  let stored: number[] = []
  for (let at = 2; at < argv.length; at += optionSize(SORT_OPTIONS, argv[at]) ?? 1) {
    if (wordIs(argv[at], 'store') && at + 1 < argv.length) stored = [at + 1]
  }
  return [1, ...stored]
}

/** GEORADIUS writes to the last STORE or STOREDIST among its options. */
function geoRadiusKeys(argv: Argv, options: number): number[] {
  let stored: number[] = []
  for (let at = options; at + 1 < argv.length; at++) {
    if (wordIs(argv[at], 'store') || wordIs(argv[at], 'storedist')) stored = [++at]
  }
  return [1, ...stored]
}

const MIGRATE_OPTIONS: Options = [
  ['copy', 1],
  ['replace', 1],
  ['auth', 2],
  ['auth2', 3],
]

/** MIGRATE has one key as its third argument, or an empty one there and many after KEYS. */
function migrateKeys(argv: Argv): number[] {
  for (let at = 6; at < argv.length; at += optionSize(MIGRATE_OPTIONS, argv[at]) ?? 1) {
    if (!wordIs(argv[at], 'keys')) continue
    return argv[3]?.length === 0 ? range(at + 1, argv.length) : []
  }
  return [3]
}

const READ_OPTIONS: Options = [
  ['block', 2],
  ['count', 2],
  ['group', 3],
  ['noack', 1],
]

/** The first half of what follows STREAMS; a group or a consumer may have that name, too. */
function streamKeys(argv: Argv): number[] {
  let at = 1
  while (at < argv.length && !wordIs(argv[at], 'streams')) {
    const size = optionSize(READ_OPTIONS, argv[at])
    if (size === undefined) return []
    at += size
  }
  const left = argv.length - at - 1
  return left > 0 && left % 2 === 0 ? range(at + 1, at + 1 + left / 2) : []
}

/**
 * Commands whose keys only their own grammar tells, by name.
 *
 * Source: sortGetKeys, georadiusGetKeys, migrateGetKeys and xreadGetKeys of redis 7.0, and the
 * options of each in its documentation.
 */
export const GRAMMAR_KEYS: ReadonlyMap<string, (argv: Argv) => number[]> = new Map<
  string,
  (argv: Argv) => number[]
>([
  ['sort', sortKeys],
  ['sort_ro', () => [1]],
  ['georadius', (argv) => geoRadiusKeys(argv, 6)],
  ['georadiusbymember', (argv) => geoRadiusKeys(argv, 5)],
  ['migrate', migrateKeys],
  // The specification of its sources does not fit when there are none, which Redis allows.
  ['pfmerge', (argv) => range(1, argv.length)],
  ['xread', streamKeys],
  ['xreadgroup', streamKeys],
])
