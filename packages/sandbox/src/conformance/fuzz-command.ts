import { splitLine, type Argv } from '@keyspace/redis-lang'
import { fuzzGrammar } from './fuzz-grammar.ts'
import type { Random } from './random.ts'

/** Sometimes a key of another kind, so that WRONGTYPE is met. */
const wrongKindInTen = 1
/** Sometimes an argument that is wrong, missing or too much. */
const mutationsInTen = 2

const kinds = ['string', 'list', 'set', 'hash', 'zset', 'geo', 'stream'] as const

const junk = [
  '',
  'abc',
  '-1',
  '0',
  '1.5',
  '9223372036854775807',
  '-9223372036854775808',
  '9223372036854775808',
  'inf',
  'nan',
  '-0',
  ' 1',
  '+1',
  '1e3',
  '0x10',
  'a b',
  'LIMIT',
  'WITHSCORES',
]

const words: Readonly<Record<string, readonly string[]>> = {
  value: ['a', 'b', 'c', 'hello', '1', '10', '-5', '3.25', 'x'.repeat(70)],
  field: ['f', 'g', 'h', '1'],
  integer: ['0', '1', '2', '-1', '-2', '5', '100', '-100'],
  small: ['0', '1', '2', '3', '7', '10'],
  float: ['0.1', '1.5', '-2.25', '3', '1e3', '0.0000001'],
  score: ['0', '1', '2', '2.5', '-1', '0.1', 'inf', '-inf', '1e10'],
  seconds: ['100', '1000', '100000'],
  millis: ['500000', '900000'],
  bound: ['-inf', '+inf', '0', '(1', '2', '(2.5'],
  lex: ['-', '+', '[a', '(b', '[hello'],
  id: ['1-1', '1-2', '2-1', '3', '5-0', '0'],
  range: ['-', '+', '1-1', '(1-1', '3'],
  group: ['g1', 'g2'],
  script: ['"return redis.call(ARGV[1], KEYS[1])"', '"return redis.pcall(ARGV[1], KEYS[1])"'],
  pattern: ['*', 'string*', '*1', '[lh]*', 'nope'],
}

/** A command of the grammar with everything filled in, now and then damaged. */
export function fuzzCommand(random: Random): Argv {
  const split = splitLine(expand(random.pick(fuzzGrammar), random))
  const argv = split.ok ? [...split.args] : []
  if (random.below(10) < mutationsInTen) damage(argv, random)
  return argv
}

/** Chooses in the innermost brackets first, until none is left. */
function expand(template: string, random: Random): string {
  let text = template
  for (;;) {
    const next = text
      .replace(/\(([^()[\]]*)\)\+/, (_, group: string) => repeat(group, random))
      .replace(/\(([^()[\]]*)\)(?!\+)/, (_, group: string) => random.pick(group.split('|')))
      .replace(/\[([^()[\]]*)\]/, (_, group: string) => (random.below(2) === 0 ? group : ''))
    if (next === text) break
    text = next
  }
  return text
    .replace(/(@\w+)\+/g, (_, word: string) => repeat(word, random))
    .replace(/@(\w+)/g, (_, kind: string) => fill(kind, random))
}

function repeat(group: string, random: Random): string {
  const one = (): string => random.pick(group.split('|'))
  return Array.from({ length: 1 + random.below(3) }, one).join(' ')
}

function fill(kind: string, random: Random): string {
  const known = words[kind]
  if (known !== undefined) return random.pick(known)
  const wrong = kind === 'any' || random.below(10) < wrongKindInTen
  return `${wrong ? random.pick(kinds) : kind}${1 + random.below(2)}`
}

function damage(argv: Uint8Array[], random: Random): void {
  const at = 1 + random.below(argv.length)
  const wrong = Buffer.from(random.pick(junk))
  switch (random.below(3)) {
    case 0:
      argv.splice(at, 1, wrong)
      break
    case 1:
      argv.splice(at, 1)
      break
    default:
      argv.splice(at, 0, wrong)
  }
}
