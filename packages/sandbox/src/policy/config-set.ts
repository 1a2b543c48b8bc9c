import type { Argv } from '@keyspace/redis-lang'
import { latin1, word } from './argument.ts'
import type { Policy, PolicyContext } from './policy.ts'

const settable =
  /^(?:notify-keyspace-events|maxmemory|maxmemory-policy|maxmemory-samples|lfu-[\w-]+|[\w-]+-max-(?:listpack|ziplist)-[\w-]+|list-[\w-]+|set-max-intset-entries|slowlog-[\w-]+|latency-monitor-threshold|appendonly|appendfsync|save)$/

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1_000,
  kb: 1_024,
  m: 1_000_000,
  mb: 1_048_576,
  g: 1_000_000_000,
  gb: 1_073_741_824,
}

/** Bytes of a memory setting such as `10mb`; undefined when Redis will not take it either. */
function memoryBytes(argument: Uint8Array | undefined): number | undefined {
  const parts = /^(\d+)([a-z]*)$/i.exec(latin1(argument))
  const unit = UNITS[(parts?.[2] ?? '').toLowerCase()]
  return parts === null || unit === undefined ? undefined : Number(parts[1]) * unit
}

function memoryRefusal(argument: Uint8Array | undefined, cap: number): string | undefined {
  const bytes = memoryBytes(argument)
  if (bytes === undefined || (bytes > 0 && bytes <= cap)) return undefined
  const asked = bytes === 0 ? '0 means no limit' : `that is ${bytes} bytes`
  return `ERR maxmemory of a sandbox is at most ${cap} bytes (${asked}). Set it to ${cap} or less.`
}

/** Names that CONFIG SET was given and that a learner may not set; Redis may not know them either. */
export function unsettable(argv: Argv): readonly string[] {
  const names: string[] = []
  for (let at = 2; at + 1 < argv.length; at += 2) {
    const name = word(argv, at)
    if (!settable.test(name)) names.push(name)
  }
  return names
}

export function notSettable(name: string): string {
  return `ERR CONFIG SET ${name} is not available in a sandbox. You may set maxmemory, maxmemory-policy, notify-keyspace-events, the *-max-listpack-* thresholds, slowlog-* and a few more.`
}

function maxmemory(argv: Argv, { limits }: PolicyContext): string | undefined {
  for (let at = 2; at + 1 < argv.length; at += 2) {
    if (word(argv, at) !== 'maxmemory') continue
    const text = memoryRefusal(argv[at + 1], limits.memoryBytes)
    if (text !== undefined) return text
  }
  return undefined
}

/** The cap on what CONFIG SET maxmemory may say. */
export const configSet: Policy = {
  name: 'config-set',
  checkFor: ({ name }) =>
    name === 'config|set' ? ({ argv }, context) => maxmemory(argv, context) : undefined,
}
