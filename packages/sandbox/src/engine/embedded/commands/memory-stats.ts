import { RedisValue } from 'js-redis-server/core'
import { text } from './command.ts'

/**
 * MEMORY STATS: the fields of redis-server. What there is none of is 0; sizes are what the data
 * takes by our count, beside a fixed part.
 */
export function memoryStats(dataBytes: number, keys: number): RedisValue {
  const startup = 876_320
  const total = startup + dataBytes
  const fields: readonly (readonly [string, number, 'ratio'?])[] = [
    ['peak.allocated', total],
    ['total.allocated', total],
    ['startup.allocated', startup],
    ['replication.backlog', 0],
    ['clients.slaves', 0],
    ['clients.normal', 0],
    ['cluster.links', 0],
    ['aof.buffer', 0],
    ['lua.caches', 0],
    ['functions.caches', 0],
    ['overhead.total', startup],
    ['keys.count', keys],
    ['keys.bytes-per-key', keys === 0 ? 0 : Math.round(dataBytes / keys)],
    ['dataset.bytes', dataBytes],
    ['dataset.percentage', dataBytes === 0 ? 0 : 100, 'ratio'],
    ['peak.percentage', 100, 'ratio'],
    ['allocator.allocated', total],
    ['allocator.active', total],
    ['allocator.resident', total],
    ['allocator-fragmentation.ratio', 1, 'ratio'],
    ['allocator-fragmentation.bytes', 0],
    ['allocator-rss.ratio', 1, 'ratio'],
    ['allocator-rss.bytes', 0],
    ['rss-overhead.ratio', 1, 'ratio'],
    ['rss-overhead.bytes', 0],
    ['fragmentation', 1, 'ratio'],
    ['fragmentation.bytes', 0],
  ]
  return RedisValue.map(
    fields.map(([name, value, kind]) => [
      text(name),
      kind === 'ratio' ? RedisValue.double(value) : RedisValue.integer(value),
    ]),
  )
}
