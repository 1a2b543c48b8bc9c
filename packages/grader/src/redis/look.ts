import type { Reply } from '@keyspace/redis-lang'
import type { RedisAdmin } from './redis-admin.ts'

/** The sorted set of the exam. */
export const LEADERBOARD = 'leaderboard'

const decoder = new TextDecoder()

function texts(reply: Reply): string[] {
  if (reply.kind !== 'array') return []
  return reply.items.map((item) => (item.kind === 'bulk' ? decoder.decode(item.value) : ''))
}

function integer(reply: Reply): number {
  return reply.kind === 'integer' ? Number(reply.value) : 0
}

export interface KeyLife {
  readonly key: string
  /** Milliseconds; -1 without an expiry. */
  readonly ttlMs: number
}

/** Every key beside the leaderboard, with what is left of its life. At most 200 are looked at. */
export async function limiterKeys(redis: RedisAdmin): Promise<readonly KeyLife[]> {
  const names = texts(await redis.call('KEYS', '*')).filter((key) => key !== LEADERBOARD)
  const lives = await Promise.all(
    names.slice(0, 200).map(async (key) => ({ key, ttlMs: await pttl(redis, key) })),
  )
  return lives.filter(({ ttlMs }) => ttlMs !== -2).sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** Milliseconds; -1 without an expiry, -2 without the key. */
export async function pttl(redis: RedisAdmin, key: string): Promise<number> {
  return integer(await redis.call('PTTL', key))
}

export async function keyType(redis: RedisAdmin, key: string): Promise<string> {
  const reply = await redis.call('TYPE', key)
  return reply.kind === 'status' ? reply.value : 'none'
}

/** The rows of the leaderboard, lowest first; undefined when the key holds something else. */
export async function leaderboard(
  redis: RedisAdmin,
): Promise<readonly (readonly [member: string, score: number])[] | undefined> {
  const type = await keyType(redis, LEADERBOARD)
  if (type !== 'zset' && type !== 'none') return undefined
  const flat = texts(await redis.call('ZRANGE', LEADERBOARD, 0, -1, 'WITHSCORES'))
  return flat.flatMap((member, index) =>
    index % 2 === 0 ? [[member, Number(flat[index + 1])] as const] : [],
  )
}

export async function fillLeaderboard(
  redis: RedisAdmin,
  rows: readonly (readonly [member: string, score: number])[],
): Promise<void> {
  await redis.call('DEL', LEADERBOARD)
  if (rows.length === 0) return
  await redis.call('ZADD', LEADERBOARD, ...rows.flatMap(([member, score]) => [score, member]))
}
