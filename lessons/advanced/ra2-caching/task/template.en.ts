import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'

type Product = Record<string, string>

/** The product as the database has it, from the cache where it is there; null when there is none. */
export async function product(redis: Redis, id: string): Promise<Product | null> {
  const cached = await redis.get(`cache:product:${id}`)
  if (cached !== null) return JSON.parse(cached)

  // One call gets the lock and asks the database; the others wait and look into the cache again.
  const token = randomUUID()
  ___FILL_LOCK_OR_WAIT___

  const fields = await redis.hgetall(`db:product:${id}`)
  ___FILL_KEEP___

  // The lock may have ended meanwhile and belong to somebody else.
  ___FILL_UNLOCK___
  return ___FILL_RESULT___
}
