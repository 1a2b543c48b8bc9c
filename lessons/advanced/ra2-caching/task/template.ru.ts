import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'

type Product = Record<string, string>

/** Товар, как он лежит в базе, а если он есть в кэше — из кэша; null, если такого товара нет. */
export async function product(redis: Redis, id: string): Promise<Product | null> {
  const cached = await redis.get(`cache:product:${id}`)
  if (cached !== null) return JSON.parse(cached)

  // Один вызов получает блокировку и идёт в базу, остальные ждут и снова смотрят в кэш.
  const token = randomUUID()
  ___FILL_LOCK_OR_WAIT___

  const fields = await redis.hgetall(`db:product:${id}`)
  ___FILL_KEEP___

  // Срок блокировки мог истечь, и теперь она может быть чужой.
  ___FILL_UNLOCK___
  return ___FILL_RESULT___
}
