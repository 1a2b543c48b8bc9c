import { serve, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { Redis } from 'ioredis'

const LIMIT = 10
const WINDOW_SECONDS = 60

/** KEYS[1] the counter of an address, ARGV[1] its window in seconds. Returns how many requests came so far. */
const COUNT_REQUEST = `
  -- ___FILL_1___: count the request; the first of a window also sets the expiry
  return 0
`

const redis = new Redis(process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379')
redis.on('error', (error: Error) => console.error(error.message))

const app = new Hono<{ Bindings: HttpBindings }>()

app.use(async (c, next) => {
  const address = (c.env.incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
  const count = Number(await redis.eval(COUNT_REQUEST, 1, `rate:ip:${address}`, WINDOW_SECONDS))
  // ___FILL_2___: answer 429 after the tenth request
  void [count, LIMIT]
  return next()
})

app.post('/score', (c) => {
  // ___FILL_3___: take {"user", "score"}, refuse what is not a score, and write it to the sorted set leaderboard
  return c.json({ error: 'POST /score is still a blank' }, 501)
})

app.get('/top', (c) => {
  // ___FILL_4___: the three best of leaderboard as [{"user", "score"}], highest first
  return c.json({ error: 'GET /top is still a blank' }, 501)
})

app.post('/seed', (c) => {
  // ___FILL_5___: take {"players": n} and insert n players in one pipeline
  return c.json({ error: 'POST /seed is still a blank' }, 501)
})

serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 3000) })
