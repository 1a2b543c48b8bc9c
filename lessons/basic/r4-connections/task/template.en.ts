import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Redis } from 'ioredis'

// One client for all requests. While Redis is away its commands should not wait for long.
const redis = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379', {
  ___FILL_PATIENCE___,
})
redis.on('error', (error) => console.error(error.message))

const app = new Hono()

app.get('/health', async (c) => {
  ___FILL_ASK_REDIS___
  return c.json({ status: 'ok' })
})

serve({ fetch: app.fetch, port: Number(process.env.PORT) })
