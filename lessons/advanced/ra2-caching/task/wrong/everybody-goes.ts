// fails: one-goes, locks-with-an-end
import { randomInt } from 'node:crypto'
import type { Redis } from 'ioredis'

type Product = Record<string, string>

export async function product(redis: Redis, id: string): Promise<Product | null> {
  const cached = await redis.get(`cache:product:${id}`)
  return cached === null ? refill(redis, id) : JSON.parse(cached)
}

async function refill(redis: Redis, id: string): Promise<Product | null> {
  const fields = await redis.hgetall(`db:product:${id}`)
  const found = Object.keys(fields).length > 0 ? fields : null
  const seconds = found === null ? 10 : 60 + randomInt(10)
  await redis.set(`cache:product:${id}`, JSON.stringify(found), 'EX', seconds)
  return found
}
