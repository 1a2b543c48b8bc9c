// `npm test`: your own tests. They start the app and ask it over HTTP, with the Redis at REDIS_URL.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'

const PORT = '34567'
const url = `http://127.0.0.1:${PORT}`
const redis = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379')
const app = spawn(
  process.execPath,
  ['--import', 'tsx', new URL('app.ts', import.meta.url).pathname],
  {
    env: { ...process.env, PORT },
    stdio: 'inherit',
  },
)

const post = (path, body) =>
  fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

before(async () => {
  while (!(await fetch(url).catch(() => undefined))) await sleep(50)
})
beforeEach(() => redis.del('leaderboard', 'rate:ip:127.0.0.1'))
after(() => {
  app.kill()
  redis.disconnect()
})

test('the eleventh request of a minute is answered 429', async () => {
  for (let number = 1; number <= 10; number++)
    assert.notEqual((await fetch(`${url}/top`)).status, 429)
  assert.equal((await fetch(`${url}/top`)).status, 429)
})

test('the counter of an address expires', async () => {
  await fetch(`${url}/top`)
  const seconds = await redis.ttl('rate:ip:127.0.0.1')
  assert.ok(seconds > 0 && seconds <= 60, `TTL is ${seconds}`)
})

test('a score lands in the sorted set', async () => {
  assert.equal((await post('/score', { user: 'ann', score: 7.5 })).status, 200)
  assert.equal(await redis.zscore('leaderboard', 'ann'), '7.5')
})

test('the best three are shown, highest first', async () => {
  await redis.zadd('leaderboard', 1, 'ann', 30, 'bob', 20, 'eve', 10, 'kim')
  assert.deepEqual(await (await fetch(`${url}/top`)).json(), [
    { user: 'bob', score: 30 },
    { user: 'eve', score: 20 },
    { user: 'kim', score: 10 },
  ])
})

test('players are seeded', async () => {
  assert.equal((await post('/seed', { players: 120 })).status, 200)
  assert.equal(await redis.zcard('leaderboard'), 120)
})
