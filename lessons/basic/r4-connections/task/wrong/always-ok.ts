// fails: asks-redis, says-when-away, comes-back
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Redis } from 'ioredis'

// A command that waits longer than this is an answer, too: Redis is away.
const PATIENCE_MS = 800

const redis = new Redis(process.env.REDIS_URL ?? '', {
  commandTimeout: PATIENCE_MS,
  retryStrategy: () => 50,
})
redis.on('error', () => undefined)

const app = new Hono()

app.get('/health', (context) => {
  return context.json({ status: 'ok' })
})

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })
