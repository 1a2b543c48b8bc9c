import { bytesToJson, splitLine } from '@keyspace/redis-lang'
import { z } from 'zod'
import { meantOneOf } from '../did-you-mean.ts'
import type { Assertion, CommandPattern, Range } from './assertion.ts'
import { strict } from './strict.ts'

/** YAML reads `age: 25` as a number; Redis knows text. */
const text = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)], {
  error: 'text expected\nput it in quotes',
})
const texts = z.array(text)
const count = z.int().nonnegative()
const bounds = strict({ min: z.number().optional(), max: z.number().optional() })
  .refine((range) => range.min !== undefined || range.max !== undefined, {
    error: 'an empty range\ngive min, max or both',
  })
  .refine((range) => (range.min ?? -Infinity) <= (range.max ?? Infinity), {
    error: 'min is above max\nswap them',
  })
const range = z.union(
  [count.transform((exactly): Range => ({ min: exactly, max: exactly })), bounds],
  { error: 'a number or a range expected\nwrite 3, or {min: 1, max: 3}' },
)
const ttl = z.union([z.enum(['none', 'any']), bounds], {
  error: 'not a TTL\nwrite {min: 50, max: 60} in seconds, any, or none',
})
/** A command line, quoted as in redis-cli, each of its words a glob. */
const words = z.string().transform((line, context): readonly string[] => {
  const split = splitLine(line)
  const problem = split.ok ? undefined : split.problems[0]
  if (problem !== undefined) {
    const hint = problem.hint ?? 'write it as you would type it'
    context.addIssue({ code: 'custom', message: `${problem.message}\n${hint}` })
    return z.NEVER
  }
  const texts = split.ok ? split.args.map(bytesToJson) : []
  const words = texts.filter((word) => typeof word === 'string')
  if (words.length > 0 && words.length === texts.length) return words
  const message = 'a command of readable words expected\nname one, such as SET'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})
const say = text
  .optional()
  .describe(
    'Told when it does not hold, with {expected} and {actual}; else the engine has a sentence.',
  )
const db = z.int().min(0).max(15).default(0).describe('The database, 0 to 15.')
const client = z.string().optional().describe('Only this terminal counts.')

const onKey = strict({
  key: text.describe('The key exists; and each of the other keys holds that stands beside it.'),
  db,
  exists: z
    .literal(true, { error: 'only true\nto say that it is not there write `- missing: key`' })
    .optional()
    .describe('Says that it is there; so does the key alone.'),
  type: z
    .enum(['string', 'list', 'set', 'hash', 'zset', 'stream'])
    .optional()
    .describe('It has this type.'),
  value: text.optional().describe('It is this string.'),
  ttl: ttl.optional().describe('It lives so many seconds, {min, max}; or `any`, or `none`.'),
  length: range
    .optional()
    .describe('Bytes of a string, elements of anything else: a number or {min, max}.'),
  items: texts.optional().describe('The whole list in its order.'),
  members: texts.optional().describe('The whole set.'),
  fields: z.record(z.string(), text).optional().describe('The whole hash.'),
  scores: z.record(z.string(), z.number()).optional().describe('The whole sorted set.'),
  includes: texts.optional().describe('At least these items, members or field names.'),
  say,
}).transform(({ key, db, say, ...facets }): Assertion[] => {
  const on = { key, db, say }
  const { type, value, ttl, length, items, members, fields, scores, includes } = facets
  const asserted: Assertion[] = []
  if (type !== undefined) asserted.push({ kind: 'type', ...on, type })
  if (value !== undefined) asserted.push({ kind: 'value', ...on, value })
  if (length !== undefined) asserted.push({ kind: 'length', ...on, length })
  if (items !== undefined) asserted.push({ kind: 'items', ...on, items })
  if (members !== undefined) asserted.push({ kind: 'members', ...on, members })
  if (fields !== undefined) asserted.push({ kind: 'fields', ...on, fields })
  if (scores !== undefined) asserted.push({ kind: 'scores', ...on, scores })
  if (includes !== undefined) asserted.push({ kind: 'includes', ...on, includes })
  if (ttl !== undefined) asserted.push({ kind: 'ttl', ...on, ttl })
  return asserted.length === 0 ? [{ kind: 'exists', ...on }] : asserted
})

const missing = strict({
  missing: z
    .union([text.transform((key) => [key]), texts])
    .describe('There is no such key, or none of a list.'),
  db,
  say,
}).transform(({ missing, db, say }): Assertion[] =>
  missing.map((key) => ({ kind: 'missing', key, db, say })),
)

const keyCount = strict({
  keys: range.describe('So many keys: a number or {min, max}.'),
  match: z.string().default('*').describe('Only those that match this glob.'),
  db,
  say,
}).transform(({ keys, match, db, say }): Assertion[] => [
  { kind: 'key-count', count: keys, match, db, say },
])

const pattern = (words: readonly string[], client: string | undefined): CommandPattern => ({
  words,
  client,
})

const used = strict({
  used: words.describe('A command that was answered without an error; each word a glob.'),
  times: range.default({ min: 1 }).describe('How often: a number or {min, max}.'),
  client,
  say,
}).transform(({ used, times, client, say }): Assertion[] => [
  { kind: 'used', command: pattern(used, client), times, say },
])

const forbidden = strict({
  forbidden: words.describe('A command that was not run, not even to no effect.'),
  client,
  say,
}).transform(({ forbidden, client, say }): Assertion[] => [
  { kind: 'forbidden', command: pattern(forbidden, client), say },
])

const reply = strict({
  reply: strict({
    to: z
      .union([words.transform((one) => [one]), z.array(words).min(1)], {
        error: 'a command expected\nwrite it as you would type it, or a list of such lines',
      })
      .describe('The whole command, each word a glob; or a list, one of which it is.'),
    is: text.optional().describe('The text that redis-cli prints.'),
    like: text.optional().describe('A glob for it.'),
    client,
  })
    .refine(({ is, like }) => (is === undefined) !== (like === undefined), {
      error: 'say what the reply is\nuse `is` (the text redis-cli prints) or `like` (a glob)',
    })
    .describe('Some answer to a command: `is` the text that redis-cli prints, or `like` a glob.'),
  say,
}).transform(({ reply, say }): Assertion[] => [
  {
    kind: 'reply',
    commands: reply.to.map((one) => pattern(one, reply.client)),
    is: reply.is === undefined ? { glob: reply.like ?? '*' } : { text: reply.is },
    say,
  },
])

const lines = z.union([text.transform((line) => [line]), texts.min(1)], {
  error: 'a line of output expected\nwrite one in quotes, or a list of them',
})

const output = strict({
  output: z
    .union([
      lines.transform((texts) => ({ texts })),
      strict({ like: lines }).transform(({ like }) => ({ globs: like })),
    ])
    .describe(
      'Lines that the program of this practice printed, in this order; `like:` globs for them.',
    ),
  say,
}).transform(({ output, say }): Assertion[] => [{ kind: 'output', lines: output, say }])

const roundTrips = strict({
  roundTrips: range.describe(
    'How often a client waited for Redis: commands that leave together, in a pipeline, count once.',
  ),
  client,
  say,
}).transform(({ roundTrips, client, say }): Assertion[] => [
  { kind: 'round-trips', count: roundTrips, client, say },
])

/** Each form of an assertion by the key that it is known by. */
export const assertionForms = {
  key: onKey,
  missing,
  keys: keyCount,
  used,
  forbidden,
  reply,
  output,
  roundTrips,
} as const
const formNames = [
  'key',
  'missing',
  'keys',
  'used',
  'forbidden',
  'reply',
  'output',
  'roundTrips',
] as const

/** One entry of `assert:`; an entry on a key may assert several things at once. */
export const assertionEntry = z
  .looseObject({}, { error: `not an assertion\nwrite it as \`- key: user:1\`` })
  .transform((given, context): readonly Assertion[] => {
    const name = formNames.find((form) => form in given)
    if (name === undefined) {
      const [first = ''] = Object.keys(given)
      context.addIssue({
        code: 'custom',
        message: `unknown assertion \`${first}\`\n${meantOneOf(first, formNames)}`,
        path: first === '' ? [] : [first],
      })
      return z.NEVER
    }
    const parsed = assertionForms[name].safeParse(given)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) context.addIssue({ ...issue })
    return z.NEVER
  })

export const assertions = z
  .array(assertionEntry, { error: 'a list of assertions expected\nstart each with `- `' })
  .min(1, { error: 'no assertion\na check without one would always pass: add `- key: …`' })
  .transform((entries): readonly Assertion[] => entries.flat())

/** What a mistake is recognised by: one assertion, or several that must all hold. */
export const condition = z.preprocess(
  (given): unknown[] => (Array.isArray(given) ? (given as unknown[]) : [given]),
  assertions,
)
