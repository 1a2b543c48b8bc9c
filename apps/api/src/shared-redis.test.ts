import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openApp } from './testing/open-app.ts'

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A redis-server on a port of its own; undefined when this machine has none. */
async function startRedis() {
  const port = await freePort()
  const cwd = mkdtempSync(join(tmpdir(), 'keyspace-api-'))
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '']
  const server = spawn('redis-server', args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(server, 'close').catch(() => undefined)
  const isReady = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.stdout.on('data', (chunk: Buffer) => {
      if (/ready to accept connections/i.test(chunk.toString())) resolve(true)
    })
  })
  const stop = async (): Promise<void> => {
    server.kill('SIGKILL')
    await ended
    rmSync(cwd, { recursive: true, force: true })
  }
  return isReady ? { url: `redis://127.0.0.1:${port}`, stop } : undefined
}

it('with a shared Redis: sandboxes, readiness with the reason when it is gone, counts', async ({
  skip,
}) => {
  const redis = await startRedis()
  if (redis === undefined) {
    skip()
    return
  }
  const app = await openApp({
    redisUrl: redis.url,
    selfTest: Promise.resolve({ isolation: 'none', failures: [] }),
  })
  const { id, token } = await app.create({ seed: ['SET a 1'] })
  const path = `/api/sandboxes/${id}/commands`
  const { body } = await app.ask('POST', path, { token, body: { line: 'KEYS *' } })
  expect(body).toMatchObject({ text: '1) "a"' })
  await redis.stop()
  const { status, body: reason } = await app.ask('GET', '/health/ready')
  expect(status).toBe(503)
  expect(JSON.stringify(reason)).toMatch(/"message":"The shared Redis does not answer/)
  const metrics = await app.ask('GET', '/metrics')
  expect(metrics.body).toMatch(/^keyspace_engine_events_total\{event="connect_failures"\} [1-9]/m)
  await app.close()
})
