import {
  bytesToJson,
  type BytesJson,
  type KeyValue,
  type KeyView,
  type Reply,
} from '@keyspace/redis-lang'
import type { RedisAdmin } from '../redis/redis-admin.ts'

/** More keys than any check of a task asks about. */
const MOST_KEYS = 500

/** Every key of database 0 with all that it holds, for the checking engine of the lessons. */
export async function lookAtKeys(redis: RedisAdmin): Promise<readonly KeyView[]> {
  const names = bytesOf(await redis.call('KEYS', '*')).slice(0, MOST_KEYS)
  const views = await Promise.all(
    names.map((name) => lookAt(redis, new TextDecoder().decode(name))),
  )
  return views.flatMap((view) => view ?? [])
}

/** Undefined for a key that expired meanwhile. */
async function lookAt(redis: RedisAdmin, key: string): Promise<KeyView | undefined> {
  const [type, ttl] = await Promise.all([redis.call('TYPE', key), redis.call('PTTL', key)])
  const value = await valueOf(redis, key, type.kind === 'status' ? type.value : 'none')
  if (value === undefined) return undefined
  const ttlMs = ttl.kind === 'integer' ? Number(ttl.value) : -1
  return {
    ...{ db: 0, key, value, ttlMs: ttlMs < 0 ? null : ttlMs, length: lengthOf(value) },
    ...{ encoding: '', memory: null, truncated: false },
  }
}

async function valueOf(
  redis: RedisAdmin,
  key: string,
  type: string,
): Promise<KeyValue | undefined> {
  switch (type) {
    case 'string':
      return { type, value: textOf(await redis.call('GET', key)) }
    case 'list':
      return { type, items: textsOf(await redis.call('LRANGE', key, 0, -1)) }
    case 'set':
      return { type, members: textsOf(await redis.call('SMEMBERS', key)) }
    case 'hash':
      return { type, fields: pairsOf(textsOf(await redis.call('HGETALL', key))) }
    case 'zset': {
      const rows = pairsOf(textsOf(await redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')))
      return { type, members: rows.map(([member, score]) => [member, plain(score)] as const) }
    }
    case 'stream': {
      const reply = await redis.call('XRANGE', key, '-', '+')
      const entries = itemsOf(reply).map((entry) => {
        const [id, fields] = itemsOf(entry)
        return { id: plain(textOf(id)), fields: pairsOf(fields ? textsOf(fields) : []) }
      })
      return { type, entries }
    }
    default:
      return undefined
  }
}

function lengthOf(value: KeyValue): number {
  switch (value.type) {
    case 'string':
      return typeof value.value === 'string'
        ? Buffer.byteLength(value.value)
        : Buffer.from(value.value.base64, 'base64').length
    case 'list':
      return value.items.length
    case 'hash':
      return value.fields.length
    case 'set':
    case 'zset':
      return value.members.length
    case 'stream':
      return value.entries.length
  }
}

function itemsOf(reply: Reply): readonly Reply[] {
  return reply.kind === 'array' || reply.kind === 'set' ? reply.items : []
}

function bytesOf(reply: Reply): readonly Uint8Array[] {
  return itemsOf(reply).map((item) => (item.kind === 'bulk' ? item.value : new Uint8Array()))
}

function textsOf(reply: Reply): readonly BytesJson[] {
  return bytesOf(reply).map(bytesToJson)
}

function textOf(reply: Reply | undefined): BytesJson {
  return reply?.kind === 'bulk' ? bytesToJson(reply.value) : ''
}

function pairsOf(flat: readonly BytesJson[]): readonly (readonly [BytesJson, BytesJson])[] {
  return flat.flatMap((first, index) =>
    index % 2 === 0 ? [[first, flat[index + 1] ?? ''] as const] : [],
  )
}

function plain(text: BytesJson): string {
  return typeof text === 'string' ? text : text.base64
}
