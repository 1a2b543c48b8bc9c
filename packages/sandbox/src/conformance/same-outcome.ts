import type { Argv, Reply } from '@keyspace/redis-lang'
import type { Outcome } from './client.ts'
import { inOrder } from './outcome-text.ts'

/** How the replies of a command are compared when not exactly. */
type Rule =
  | { readonly kind: 'exact' }
  /** The items at the top may come in any order; in groups of `group` for flat pairs. */
  | { readonly kind: 'unordered'; readonly group: number }
  /** A cursor and a page whose items may come in any order. */
  | { readonly kind: 'page'; readonly group: number }
  | { readonly kind: 'shape' }
  | { readonly kind: 'near'; readonly by: number }
  | { readonly kind: 'field-names' }
  /** XPENDING's rows: id, consumer, idle milliseconds, deliveries. */
  | { readonly kind: 'pending' }

const exact: Rule = { kind: 'exact' }
const shape: Rule = { kind: 'shape' }
const set: Rule = { kind: 'unordered', group: 1 }
const pairs: Rule = { kind: 'unordered', group: 2 }

/** By command, or by command and subcommand. What is not here compares exactly. */
const rules = new Map<string, Rule>([
  ...['smembers', 'keys', 'hkeys', 'hvals', 'sinter', 'sunion', 'sdiff'].map(
    (name) => [name, set] as const,
  ),
  ...['geosearch', 'georadius', 'georadius_ro', 'georadiusbymember'].map(
    (name) => [name, set] as const,
  ),
  ['georadiusbymember_ro', set],
  ['pubsub channels', set],
  ['pubsub shardchannels', set],
  ['command list', set],
  ['acl cat', set],
  ['hgetall', pairs],
  ['config get', pairs],
  ['scan', { kind: 'page', group: 1 }],
  ['sscan', { kind: 'page', group: 1 }],
  ['hscan', { kind: 'page', group: 2 }],
  ['zscan', { kind: 'page', group: 2 }],
  ...['randomkey', 'spop', 'srandmember', 'hrandfield', 'zrandmember'].map(
    (name) => [name, shape] as const,
  ),
  ...['time', 'lastsave', 'slowlog get', 'acl genpass', 'memory stats'].map(
    (name) => [name, shape] as const,
  ),
  ...['client id', 'client info', 'client list'].map((name) => [name, shape] as const),
  ['object idletime', shape],
  ['object freq', shape],
  ['hello', { kind: 'shape' }],
  ['info', { kind: 'field-names' }],
  ['xpending', { kind: 'pending' }],
  ['ttl', { kind: 'near', by: 1 }],
  ['expiretime', { kind: 'near', by: 1 }],
  ['pttl', { kind: 'near', by: 150 }],
  ['pexpiretime', { kind: 'near', by: 150 }],
])

/** Whether a target's answer is as good as the judge's: type and value, but for what Redis does not promise. */
export function sameOutcome(
  argv: Argv,
  expected: Outcome,
  actual: Outcome,
  queued: readonly Argv[] = [],
): boolean {
  if (!isReply(expected) || !isReply(actual)) return expected.kind === actual.kind
  return sameReply(ruleOf(argv), expected, actual, wordOf(argv, 0) === 'exec' ? queued : [])
}

function isReply(outcome: Outcome): outcome is Reply {
  return outcome.kind !== 'silent' && outcome.kind !== 'closed'
}

function wordOf(argv: Argv, at: number): string {
  return Buffer.from(argv[at] ?? [])
    .toString('latin1')
    .toLowerCase()
}

function ruleOf(argv: Argv): Rule {
  const name = wordOf(argv, 0)
  return rules.get(name) ?? rules.get(`${name} ${wordOf(argv, 1)}`) ?? exact
}

function sameReply(rule: Rule, a: Reply, b: Reply, queued: readonly Argv[]): boolean {
  if (a.kind === 'error' || b.kind === 'error') return sameExactly(a, b)
  if (queued.length > 0 && a.kind === 'array' && b.kind === 'array') {
    return (
      a.items.length === b.items.length &&
      a.items.every((item, at) =>
        sameOutcome(queued[at] ?? [], item, b.items[at] ?? { kind: 'closed' }),
      )
    )
  }
  switch (rule.kind) {
    case 'exact':
      return sameExactly(a, b)
    case 'shape':
      return sameShape(a, b)
    case 'near':
      return near(a, b, rule.by)
    case 'unordered':
      return sameUnordered(a, b, rule.group)
    case 'page':
      return samePage(a, b, rule.group)
    case 'pending':
      return samePending(a, b)
    case 'field-names':
      return fieldNames(a) === fieldNames(b)
  }
}

/** Ids that come from the clock compare as ids when both are of the same moment. */
function sameExactly(a: Reply, b: Reply): boolean {
  if (a.kind !== b.kind) return false
  if (
    (a.kind === 'bulk' && b.kind === 'bulk') ||
    (a.kind === 'verbatim' && b.kind === 'verbatim')
  ) {
    return Buffer.compare(a.value, b.value) === 0 || sameMoment(a.value, b.value)
  }
  if (a.kind === 'map' && b.kind === 'map') {
    return (
      a.entries.length === b.entries.length &&
      a.entries.every(([key, value], at) => {
        const [otherKey, otherValue] = b.entries[at] ?? []
        return (
          otherKey !== undefined &&
          otherValue !== undefined &&
          sameExactly(key, otherKey) &&
          (isClock(key) ? near(value, otherValue, 150) : sameExactly(value, otherValue))
        )
      })
    )
  }
  if ('items' in a && 'items' in b) return sameItems(a.items, b.items)
  if (isMoment(a) && isMoment(b)) return near(a, b, withinMs)
  if ('value' in a && 'value' in b) return String(a.value) === String(b.value)
  return true
}

function sameItems(a: readonly Reply[], b: readonly Reply[]): boolean {
  return (
    a.length === b.length &&
    a.every((item, at) => {
      const other = b[at]
      if (other === undefined) return false
      return isClock(a[at - 1]) ? near(item, other, 150) : sameExactly(item, other)
    })
  )
}

/** The names of fields that count milliseconds, in XINFO; those that tell a moment compare as moments. */
const clocks = new Set(['idle', 'inactive'])

function isClock(name: Reply | undefined): boolean {
  return name?.kind === 'bulk' && clocks.has(Buffer.from(name.value).toString())
}

const withinMs = 20_000

function isMoment(reply: Reply): boolean {
  return (
    reply.kind === 'integer' && reply.value > 1_500_000_000_000 && reply.value < 3_000_000_000_000
  )
}

function sameMoment(a: Uint8Array, b: Uint8Array): boolean {
  const [first, second] = [a, b].map((id) => /^(\d{13})-\d+$/.exec(Buffer.from(id).toString())?.[1])
  if (first === undefined || second === undefined) return false
  return Math.abs(Number(first) - Number(second)) < withinMs
}

function sameShape(a: Reply, b: Reply): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'map' && b.kind === 'map') return a.entries.length === b.entries.length
  if ('items' in a && 'items' in b) {
    return (
      a.items.length === b.items.length &&
      a.items.every((item, at) => item.kind === b.items[at]?.kind)
    )
  }
  return true
}

function near(a: Reply, b: Reply, by: number): boolean {
  if (a.kind !== 'integer' || b.kind !== 'integer') return sameExactly(a, b)
  const [first, second] = [Number(a.value), Number(b.value)]
  // -1 and -2 are words, not times.
  if (first < 0 || second < 0) return first === second
  return Math.abs(first - second) <= by
}

function sameUnordered(a: Reply, b: Reply, group: number): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'map' && b.kind === 'map') {
    return sameExactly(ordered(a.entries.flat(), 2), ordered(b.entries.flat(), 2))
  }
  if (!('items' in a) || !('items' in b)) return sameExactly(a, b)
  return sameExactly(ordered(a.items, group), ordered(b.items, group))
}

function samePending(a: Reply, b: Reply): boolean {
  if (a.kind !== 'array' || b.kind !== 'array' || a.items[0]?.kind !== 'array') {
    return sameExactly(a, b)
  }
  return (
    a.items.length === b.items.length &&
    a.items.every((row, at) => samePendingRow(row, b.items[at]))
  )
}

function samePendingRow(a: Reply, b: Reply | undefined): boolean {
  if (a.kind !== 'array' || b?.kind !== 'array') return false
  const [idle, otherIdle] = [a.items[2], b.items[2]]
  if (idle === undefined || otherIdle === undefined) return false
  const rest = (row: readonly Reply[]): readonly Reply[] => row.toSpliced(2, 1)
  return near(idle, otherIdle, 150) && sameItems(rest(a.items), rest(b.items))
}

function samePage(a: Reply, b: Reply, group: number): boolean {
  if (a.kind !== 'array' || b.kind !== 'array') return sameExactly(a, b)
  const [cursor, page] = a.items
  const [otherCursor, otherPage] = b.items
  if (!cursor || !page || !otherCursor || !otherPage) return sameExactly(a, b)
  return sameExactly(cursor, otherCursor) && sameUnordered(page, otherPage, group)
}

function ordered(items: readonly Reply[], group: number): Reply {
  const groups: Reply[] = []
  for (let at = 0; at < items.length; at += group) {
    groups.push({ kind: 'array', items: items.slice(at, at + group) })
  }
  return { kind: 'array', items: inOrder(groups) }
}

function fieldNames(reply: Reply): string {
  if (reply.kind !== 'bulk' && reply.kind !== 'verbatim') return reply.kind
  const lines = Buffer.from(reply.value).toString().split('\r\n')
  const names = lines.map((line) => line.split(':')[0] ?? '')
  // What a server counts appears as it is used.
  return names.filter((name) => !/^(cmdstat|errorstat|latency_percentiles|db\d)/.test(name)).join()
}
