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
const say = text.optional()
const db = z.int().min(0).max(15).default(0)
const client = z.string().optional()

const onKey = strict({
  key: text,
  db,
  exists: z
    .literal(true, { error: 'only true\nto say that it is not there write `- missing: key`' })
    .optional(),
  type: z.enum(['string', 'list', 'set', 'hash', 'zset', 'stream']).optional(),
  value: text.optional(),
  ttl: ttl.optional(),
  length: range.optional(),
  items: texts.optional(),
  members: texts.optional(),
  fields: z.record(z.string(), text).optional(),
  scores: z.record(z.string(), z.number()).optional(),
  includes: texts.optional(),
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
  missing: z.union([text.transform((key) => [key]), texts]),
  db,
  say,
}).transform(({ missing, db, say }): Assertion[] =>
  missing.map((key) => ({ kind: 'missing', key, db, say })),
)

const keyCount = strict({ keys: range, match: z.string().default('*'), db, say }).transform(
  ({ keys, match, db, say }): Assertion[] => [{ kind: 'key-count', count: keys, match, db, say }],
)

const pattern = (words: readonly string[], client: string | undefined): CommandPattern => ({
  words,
  client,
})

const used = strict({ used: words, times: range.default({ min: 1 }), client, say }).transform(
  ({ used, times, client, say }): Assertion[] => [
    { kind: 'used', command: pattern(used, client), times, say },
  ],
)

const forbidden = strict({ forbidden: words, client, say }).transform(
  ({ forbidden, client, say }): Assertion[] => [
    { kind: 'forbidden', command: pattern(forbidden, client), say },
  ],
)

const reply = strict({
  reply: strict({ to: words, is: text.optional(), like: text.optional(), client }).refine(
    ({ is, like }) => (is === undefined) !== (like === undefined),
    { error: 'say what the reply is\nuse `is` (the text redis-cli prints) or `like` (a glob)' },
  ),
  say,
}).transform(({ reply, say }): Assertion[] => [
  {
    kind: 'reply',
    command: pattern(reply.to, reply.client),
    is: reply.is === undefined ? { glob: reply.like ?? '*' } : { text: reply.is },
    say,
  },
])

const lines = z.union([text.transform((line) => [line]), texts.min(1)], {
  error: 'a line of output expected\nwrite one in quotes, or a list of them',
})

const output = strict({
  output: z.union([
    lines.transform((texts) => ({ texts })),
    strict({ like: lines }).transform(({ like }) => ({ globs: like })),
  ]),
  say,
}).transform(({ output, say }): Assertion[] => [{ kind: 'output', lines: output, say }])

const forms = { key: onKey, missing, keys: keyCount, used, forbidden, reply, output } as const
const formNames = ['key', 'missing', 'keys', 'used', 'forbidden', 'reply', 'output'] as const

/** One entry of `assert:`; an entry on a key may assert several things at once. */
const entry = z
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
    const parsed = forms[name].safeParse(given)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) context.addIssue({ ...issue })
    return z.NEVER
  })

export const assertions = z
  .array(entry, { error: 'a list of assertions expected\nstart each with `- `' })
  .min(1, { error: 'no assertion\na check without one would always pass: add `- key: …`' })
  .transform((entries): readonly Assertion[] => entries.flat())

/** What a mistake is recognised by: one assertion, or several that must all hold. */
export const condition = z.preprocess(
  (given): unknown[] => (Array.isArray(given) ? (given as unknown[]) : [given]),
  assertions,
)
