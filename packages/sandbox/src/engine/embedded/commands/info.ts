import { RedisValue, type CommandDefinition, type RedisDatabase } from 'js-redis-server/core'
import type { FunctionStore } from '../lua/function-store.ts'
import type { MemoryUse } from '../memory-use.ts'
import type { ServerState } from '../server-state.ts'
import type { ServerStats } from '../server-stats.ts'
import { command, word } from './command.ts'
import { infoFields, type InfoFacts } from './info-fields.ts'
import type { Settings } from './settings.ts'

export interface InfoNeeds {
  readonly state: ServerState
  readonly stats: ServerStats
  readonly settings: Settings
  readonly memoryUse: MemoryUse
  readonly functionStore: FunctionStore
}

const usual = [
  ...['server', 'clients', 'memory', 'persistence', 'stats', 'replication'],
  ...['cpu', 'modules', 'errorstats', 'cluster', 'keyspace'],
]
const all = [
  ...['server', 'clients', 'memory', 'persistence', 'stats', 'replication', 'cpu', 'modules'],
  ...['commandstats', 'errorstats', 'latencystats', 'cluster', 'keyspace'],
]
const titles: Readonly<Record<string, string>> = { cpu: 'CPU' }

/** What an empty redis-server 7.0 takes, about. */
const emptyServer = 876_200
const runId = 'e'.repeat(40)

/** Source: https://redis.io/docs/latest/commands/info/ */
export function info(needs: InfoNeeds): CommandDefinition {
  return command('info', (words) => {
    const wanted = sectionsOf(words.map(word))
    const facts = factsOf(needs)
    const parts = all
      .filter((name) => wanted.has(name))
      .map((name) => {
        const title = titles[name] ?? name.charAt(0).toUpperCase() + name.slice(1)
        return [`# ${title}`, ...linesOf(name, facts), ''].join('\r\n')
      })
    return RedisValue.verbatim('txt', Buffer.from(parts.join('\r\n')))
  })
}

function sectionsOf(words: readonly string[]): ReadonlySet<string> {
  const named = words.length === 0 ? ['default'] : words
  return new Set(
    named.flatMap((name) => {
      if (name === 'default') return usual
      return name === 'all' || name === 'everything' ? all : [name]
    }),
  )
}

function factsOf({ state, stats, settings, memoryUse, functionStore }: InfoNeeds): InfoFacts {
  const libraries = functionStore.libraries()
  const used = emptyServer + memoryUse.bytes
  return {
    state,
    stats,
    settings,
    libraries,
    functions: libraries.reduce((sum, { functions }) => sum + functions.length, 0),
    clients: state.getConnectedClients().length,
    used,
    peak: emptyServer + memoryUse.peak,
    base: emptyServer,
    now: Date.now(),
    runId,
  }
}

function linesOf(section: string, facts: InfoFacts): readonly string[] {
  switch (section) {
    case 'cpu':
      return cpuLines(facts)
    case 'commandstats':
      return [...facts.stats.commands].map(([name, { calls, usec, failed }]) => {
        const each = (usec / calls).toFixed(2)
        return `cmdstat_${name}:calls=${calls},usec=${usec},usec_per_call=${each},rejected_calls=0,failed_calls=${failed}`
      })
    case 'errorstats':
      return [...facts.stats.errors].map(([code, count]) => `errorstat_${code}:count=${count}`)
    case 'keyspace':
      return facts.state.databases.flatMap(keyspaceLine)
    default:
      return (infoFields[section] ?? []).map(
        ([name, value]) => `${name}:${typeof value === 'string' ? value : value(facts)}`,
      )
  }
}

/** All that is known is how long the commands took. */
function cpuLines({ stats }: InfoFacts): readonly string[] {
  const usec = [...stats.commands.values()].reduce((sum, one) => sum + one.usec, 0)
  const user = (usec / 1e6).toFixed(6)
  return ['', '_children', '_main_thread'].flatMap((whose) => [
    `used_cpu_sys${whose}:0.000000`,
    `used_cpu_user${whose}:${whose === '_children' ? '0.000000' : user}`,
  ])
}

function keyspaceLine(database: RedisDatabase): readonly string[] {
  const entries = database.entriesSnapshot()
  if (entries.length === 0) return []
  const now = Date.now()
  const left = entries.flatMap(({ expiresAt }) =>
    expiresAt === undefined ? [] : [expiresAt - now],
  )
  const average = left.length === 0 ? 0 : left.reduce((a, b) => a + b) / left.length
  return [
    `db${database.id}:keys=${entries.length},expires=${left.length},avg_ttl=${Math.round(average)}`,
  ]
}
