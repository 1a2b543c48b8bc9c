import type { Argv } from '@keyspace/redis-lang'
import type { DocumentedArgument, DocumentedCommand } from './documented-grammar.ts'
import type { Random } from './random.ts'
import { keysOfGroup, everyKey } from './typed-keys.ts'

/** Of ten keys so many are of another type than the command's, so that WRONGTYPE is met. */
const wrongKindInTen = 1
/** Of ten commands so many have an argument that is wrong, missing or too much. */
const mutationsInTen = 3

const junk = [
  '',
  'abc',
  '-1',
  '0',
  '1.5',
  '9223372036854775807',
  '-9223372036854775808',
  '9223372036854775808',
  '18446744073709551616',
  'inf',
  '-inf',
  'nan',
  '-0',
  ' 1',
  '1 ',
  '+1',
  '01',
  '1e3',
  '1e400',
  '0x10',
  '3.0',
  '*',
  '$',
  '-',
  '+',
  '(1',
  '[a',
  '\u0000',
  'LIMIT',
  'COUNT',
  'WITHSCORES',
  'NX',
  'GET',
]

const integers = ['0', '1', '2', '3', '5', '-1', '-2', '-100', '100']
const small = ['0', '1', '1', '2', '3', '7', '10']
const scores = ['0', '1', '2', '2.5', '-1', '0.1', 'inf', '-inf', '1e10', '3.0e2']
const members = ['a', 'b', 'c', 'hello', '1', '2', '3', 'Palermo', 'x'.repeat(70)]
const fields = ['f', 'g', 'h', '1', 'n']
const ids = ['1-1', '1-2', '2-1', '3', '5-0', '0', '0-0', '1', '9-9']
const bounds = ['-inf', '+inf', '0', '(1', '2', '(2.5', '-', '+', '[a', '(b', '[hello']

/** What an argument is filled with by its name in the documentation; else its type decides. */
const byName: Readonly<Record<string, readonly string[]>> = {
  count: small,
  start: ['0', '1', '-3', '-', '1-1', '(1-1', '2'],
  stop: ['-1', '2', '0', '+', '3', '100'],
  end: ['-1', '2', '+', '3', '5-0', '100', '(2-1'],
  min: bounds,
  max: [...bounds].reverse(),
  score: scores,
  increment: [...integers, '0.1', '1.5', '1e3', '-2.25'],
  decrement: integers,
  seconds: ['100', '1000', '0', '-1'],
  milliseconds: ['500000', '900000', '0', '-1'],
  'unix-time-seconds': ['4102444800', '1', '0'],
  'unix-time-milliseconds': ['4102444800000', '1', '0'],
  offset: ['0', '1', '2', '7', '#1', '100', '-1'],
  encoding: ['u8', 'i5', 'u1', 'i64', 'u63', 'u64', 'i65'],
  value: [...members, '10', '-5', '3.25', '255'],
  element: members,
  member: members,
  field: fields,
  id: ids,
  lastid: ids,
  start_id: ids,
  group: ['g1', 'g2'],
  groupname: ['g1', 'g2'],
  consumer: ['alice', 'bob'],
  consumername: ['alice', 'bob'],
  newconsumer: ['alice', 'carol'],
  'min-idle-time': ['0', '100000', '-1'],
  longitude: ['13.361389', '15', '0', '-200', '180'],
  latitude: ['38.115556', '37', '0', '-100', '85'],
  radius: ['100', '0', '200', '-1', '10000'],
  width: ['400', '0', '-1'],
  height: ['400', '1'],
  index: ['0', '1', '-1', '15', '16'],
  db: ['0', '1', '2', '16'],
  'destination-db': ['0', '1', '16'],
  index1: ['0', '1'],
  index2: ['1', '99'],
  cursor: ['0', '0', '7'],
  pattern: ['*', '*1', '[hl]*', 'nope', '?*', 'w_*', '#', 'hash1->f'],
  bit: ['0', '1', '2'],
  timeout: ['0.01', '0.01', '-1', 'abc'],
  threshold: ['0', '1', '2', '1-2', '100'],
  weight: ['0', '1', '2.5', '-1', 'inf'],
  script: [
    "return redis.call('GET', KEYS[1])",
    'return {1, ARGV[1], KEYS[1]}',
    "return redis.pcall('LLEN', KEYS[1])",
    'return tonumber(ARGV[1]) + 1',
  ],
  sha1: ['ffffffffffffffffffffffffffffffffffffffff', 'abc'],
  message: members,
  channel: ['ch', 'ch2'],
  type: ['string', 'list', 'hash', 'zset', 'nope'],
  'command-name': ['get', 'set', 'nope', 'config|get'],
  len: ['0', '1'],
  rank: ['1', '-1', '2', '0', '-2'],
  'num-matches': small,
  pivot: members,
  iterations: ['1'],
  arg: members,
}

const byType: Readonly<Record<string, readonly string[]>> = {
  string: members,
  integer: integers,
  double: scores,
  pattern: ['*', '*1', '[hl]*', 'nope'],
  'unix-time': ['4102444800', '1'],
}

/** A call of the command after its documentation, now and then damaged. */
export function documentedCall(command: DocumentedCommand, random: Random): Argv {
  const words = [...command.words]
  for (const one of command.args) words.push(...written(one, command.group, random))
  matchNumkeys(words, command, random)
  if (random.below(10) < mutationsInTen) damage(words, command.words.length, random)
  if (random.below(20) === 0) words[0] = words[0]?.toLowerCase() ?? ''
  return words.map((word) => Buffer.from(word, 'latin1'))
}

function written(one: DocumentedArgument, group: string, random: Random): string[] {
  if (one.flags.has('optional') && random.below(5) < 3) return []
  const times = one.flags.has('multiple') ? 1 + random.below(3) : 1
  const parts: string[] = []
  for (let n = 0; n < times; n += 1) {
    if (one.token !== undefined && (n === 0 || one.flags.has('multiple_token')))
      parts.push(one.token)
    parts.push(...content(one, group, random))
  }
  return parts
}

function content(one: DocumentedArgument, group: string, random: Random): string[] {
  switch (one.type) {
    case 'pure-token':
      return []
    case 'oneof':
      return written(required(random.pick(one.inner)), group, random)
    case 'block':
      return one.inner.flatMap((part) => written(part, group, random))
    case 'key':
      return [aKey(group, random)]
    default:
      return [random.pick(byName[one.name] ?? byType[one.type] ?? members)]
  }
}

/** Of several to choose from the chosen one is there. */
function required(one: DocumentedArgument): DocumentedArgument {
  return { ...one, flags: new Set([...one.flags].filter((flag) => flag !== 'optional')) }
}

function aKey(group: string, random: Random): string {
  const wrong = random.below(10) < wrongKindInTen
  return random.pick(wrong ? everyKey : keysOfGroup(group))
}

/** `numkeys` is written before anybody knows how many keys follow; mostly it is put right here. */
function matchNumkeys(words: string[], { args }: DocumentedCommand, random: Random): void {
  const isCounted = args.some(({ name }) => name === 'numkeys')
  if (!isCounted || random.below(10) === 0) return
  const at = words.findIndex((word, index) => index > 0 && integers.includes(word))
  if (at === -1) return
  let keys = 0
  while (everyKey.includes(words[at + 1 + keys] ?? '')) keys += 1
  words[at] = String(keys)
}

function damage(words: string[], named: number, random: Random): void {
  const at = named + random.below(words.length - named + 1)
  switch (random.below(4)) {
    case 0:
    case 1:
      words.splice(at, 1, random.pick(junk))
      break
    case 2:
      words.splice(at, 1)
      break
    default:
      words.splice(at, 0, random.pick(junk))
  }
}
