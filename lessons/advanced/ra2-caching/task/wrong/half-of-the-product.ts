// fails: reads-the-database, keeps-the-answer, one-goes
import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'

type Product = Record<string, string>

const LOCK_MS = 2_000
const LOOK_AGAIN_MS = 20

const UNLOCK = `
  if redis.call('GET', KEYS[1]) == ARGV[1] then
    return redis.call('DEL', KEYS[1])
  end
  return 0
`

export async function product(redis: Redis, id: string): Promise<Product | null> {
  const lock = `lock:product:${id}`
  const token = randomUUID()
  for (;;) {
    const cached = await redis.get(`cache:product:${id}`)
    if (cached !== null) return JSON.parse(cached)
    if ((await redis.set(lock, token, 'PX', LOCK_MS, 'NX')) === 'OK') break
    await sleep(LOOK_AGAIN_MS)
  }
  try {
    return await refill(redis, id)
  } finally {
    await redis.eval(UNLOCK, 1, lock, token)
  }
}

async function refill(redis: Redis, id: string): Promise<Product | null> {
  // Somebody may have filled it between our look and our lock.
  const cached = await redis.get(`cache:product:${id}`)
  if (cached !== null) return JSON.parse(cached)
  const fields = await redis.hgetall(`db:product:${id}`)
  const { name } = fields
  const found = name === undefined ? null : { name }
  const seconds = found === null ? 10 : 60 + randomInt(10)
  await redis.set(`cache:product:${id}`, JSON.stringify(found), 'EX', seconds)
  return found
}
