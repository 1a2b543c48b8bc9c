import { quoteArg, type Argv } from '@keyspace/redis-lang'
import { Client, type Outcome } from './client.ts'
import { documentedCall } from './documented-command.ts'
import { readGrammar, type DocumentedCommand } from './documented-grammar.ts'
import { outcomeText } from './outcome-text.ts'
import { argvOf, runProbe, type ProbeRun } from './probe.ts'
import { seededRandom } from './random.ts'
import { sameOutcome } from './same-outcome.ts'
import type { RunningTarget, Target } from './target.ts'

export interface DocumentedPlan {
  /** The seed of the first probe; the next one has the next. */
  readonly seed: number
  /** How many probes, or until when, in milliseconds of the epoch. */
  readonly probes: number
  readonly until?: number
  /** Commands of a probe. */
  readonly commands: number
}

export interface DocumentedReport {
  readonly probes: number
  readonly differences: readonly string[]
}

/** What ends, floods or waits; what answers by the machine it runs on; what is refused as a whole. */
const left = new RegExp(
  `^(${[
    'SHUTDOWN|DEBUG|MONITOR|[PS]?(UN)?SUBSCRIBE|P?SYNC|REPLICAOF|SLAVEOF|FAILOVER|REPLCONF|MIGRATE|MODULE',
    'SAVE|BGSAVE|BGREWRITEAOF|QUIT|AUTH|HELLO|RESET|CLIENT|ACL|CLUSTER|CONFIG|INFO|MEMORY|LATENCY|SLOWLOG',
    'COMMAND|FUNCTION|SCRIPT|EVALSHA.*|LOLWUT|DUMP|RESTORE.*|PFSELFTEST|PFDEBUG|MULTI|EXEC|DISCARD',
    // Their pages follow the order of a hash table, which has a seed of its own in each server.
    'SCAN|HSCAN|SSCAN|ZSCAN',
  ].join('|')})$`,
)
/** After them two servers may differ and both be right. */
const chance = /^(SPOP|SRANDMEMBER|HRANDFIELD|ZRANDMEMBER|RANDOMKEY)$/
/** What counts down, or tells when. */
const times = /^P?(TTL|EXPIRETIME)$/
/** The order of a set that nothing sorts. */
const unordered = /^(SORT|SORT_RO)$/

/**
 * Runs calls written after COMMAND DOCS on typed keys, on the judge and on a target, and compares
 * the replies, then every key (type, value, encoding, time to live), then the keyspace notifications.
 */
export async function fuzzDocumented(
  plan: DocumentedPlan,
  judge: Target,
  target: Target,
): Promise<DocumentedReport> {
  const servers = [await judge.start(), await target.start()] as const
  try {
    const grammar = await grammarOf(servers[0])
    const differences: string[] = []
    let probes = 0
    while (probes < plan.probes && Date.now() < (plan.until ?? Infinity)) {
      const seed = plan.seed + probes
      const random = seededRandom(seed)
      const commands = Array.from({ length: plan.commands }, () =>
        documentedCall(random.pick(grammar), random),
      )
      const protocol = random.below(3) === 0 ? 3 : 2
      const found = await lasting(async () => {
        const [expected, actual] = await Promise.all([
          runProbe(servers[0], commands, protocol),
          runProbe(servers[1], commands, protocol),
        ])
        return difference(commands, expected, actual)
      })
      if (found) differences.push(`seed ${seed}, RESP${protocol}\n${found}`)
      probes += 1
    }
    return { probes, differences }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

/** On a busy machine one side may be late; what really differs does so again. */
async function lasting(
  look: () => Promise<string | undefined>,
  tries = 3,
): Promise<string | undefined> {
  const found = await look()
  return found !== undefined && tries > 1 ? lasting(look, tries - 1) : found
}

/** By name: each server tells its commands in an order of its own, and a seed has to mean the same calls everywhere. */
async function grammarOf(server: RunningTarget): Promise<readonly DocumentedCommand[]> {
  const client = new Client(server)
  client.send(argvOf('COMMAND DOCS'))
  const [docs] = await client.replies([], 10_000)
  client.close()
  if (docs?.kind !== 'array') throw new Error('the judge has no COMMAND DOCS')
  return readGrammar(docs)
    .filter(({ words: [name = ''] }) => !left.test(name))
    .toSorted((one, other) => compareWords(one.words, other.words))
}

function compareWords(words: readonly string[], others: readonly string[]): number {
  const [one, other] = [words.join(' '), others.join(' ')]
  return one < other ? -1 : Number(one > other)
}

/** The first difference as a text; undefined when there is none. */
function difference(
  commands: readonly Argv[],
  expected: ProbeRun,
  actual: ProbeRun,
): string | undefined {
  const said = commands.map(lineOf)
  for (const [at, command] of commands.entries()) {
    const [one, other] = [expected.outcomes[at], actual.outcomes[at]]
    if (one === undefined || other === undefined || !same(command, one, other)) {
      return text([...said.slice(0, at + 1)], one, other)
    }
    if (chance.test(nameOf(command)) || one.kind === 'silent') return undefined
  }
  for (const [at, [look, one]] of expected.state.entries()) {
    const [otherLook, other] = actual.state[at] ?? []
    const isSame = otherLook !== undefined && lineOf(otherLook) === lineOf(look)
    if (!isSame || other === undefined || !same(look, one, other)) {
      return text([...said, `then ${lineOf(look)}`], one, other)
    }
  }
  const [told, heard] = [expected, actual].map(({ notices }) => notices.map(outcomeText).join('\n'))
  return told === heard
    ? undefined
    : `${said.join('\n')}\n  notifications: ${told}\n  here: ${heard}`
}

/** What the engine refuses with a sentence is no wrong answer. */
function same(command: Argv, expected: Outcome, actual: Outcome): boolean {
  if (actual.kind === 'error' && actual.value.includes('is not available on the embedded engine')) {
    return true
  }
  if (unordered.test(nameOf(command)) && expected.kind === 'array') {
    return actual.kind === 'array' && actual.items.length === expected.items.length
  }
  if (times.test(nameOf(command)) && expected.kind === 'integer' && actual.kind === 'integer') {
    const isSaid = expected.value <= 0 || actual.value <= 0
    return isSaid ? expected.value === actual.value : near(expected.value, actual.value)
  }
  return sameOutcome(command, expected, actual)
}

/** The two servers are not set up at the same moment. */
function near(one: number | bigint, other: number | bigint): boolean {
  return Math.abs(Number(one) - Number(other)) < 60_000
}

function text(
  said: readonly string[],
  expected: Outcome | undefined,
  actual: Outcome | undefined,
): string {
  const shown = (outcome: Outcome | undefined): string =>
    outcome ? outcomeText(outcome) : 'nothing'
  return `${said.join('\n')}\n  redis-server: ${shown(expected)}\n  here:         ${shown(actual)}`
}

function lineOf(command: Argv): string {
  return command.map(quoteArg).join(' ')
}

function nameOf([name]: Argv): string {
  return Buffer.from(name ?? [])
    .toString('latin1')
    .toUpperCase()
}
