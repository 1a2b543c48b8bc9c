import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createdSandbox, type CreatedSandbox } from '@keyspace/protocol'
import {
  descendants,
  nameOf,
  spawnMain,
  startMain,
  type MainProcess,
} from './testing/start-main.ts'

const run = promisify(execFile)
const isLinux = existsSync('/proc/self/stat')

async function create(server: MainProcess, body: object = {}): Promise<CreatedSandbox> {
  const response = await fetch(`${server.url}/api/sandboxes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(201)
  return createdSandbox.parse(await response.json())
}

async function command(
  server: MainProcess,
  { id, token }: CreatedSandbox,
  line: string,
): Promise<string> {
  const response = await fetch(`${server.url}/api/sandboxes/${id}/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ line }),
  })
  expect(response.status).toBe(200)
  const { text } = (await response.json()) as { text: string }
  return text
}

/** What the real redis-cli prints for the same arguments on the sandbox's own address. */
async function redisCli({ respUrl }: CreatedSandbox, ...args: string[]): Promise<string> {
  const { stdout } = await run('redis-cli', [
    '-u',
    respUrl,
    '--no-auth-warning',
    '--no-raw',
    ...args,
  ])
  return stdout.replace(/\n$/, '')
}

/** Asks again and again until told to stop: the longest that an answer took, in milliseconds. */
async function slowestPing(
  server: MainProcess,
  sandbox: CreatedSandbox,
  stop: AbortSignal,
): Promise<number> {
  let slowest = 0
  while (!stop.aborted) {
    const asked = performance.now()
    expect(await command(server, sandbox, 'PING')).toBe('PONG')
    slowest = Math.max(slowest, performance.now() - asked)
    await sleep(20)
  }
  return slowest
}

describe.each(['dedicated', 'embedded'] as const)('the server, %s', (engine) => {
  let server: MainProcess
  beforeAll(async () => {
    server = await startMain({ SANDBOX_ENGINE: engine })
  })
  afterAll(async () => {
    if (server.child.exitCode === null) await server.end('SIGKILL')
  })

  it('says where it is, with the port that is really open, and how to stop it', async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/)
    const line = `Keyspace is ready: ${server.url} (engine: ${engine}). Press Ctrl-C to stop.\n`
    await expect.poll(() => server.stderr()).toBe(line)
  })

  it('prints what redis-cli prints on the same sandbox', async () => {
    const sandbox = await create(server)
    expect(sandbox.engine).toBe(engine)
    expect(sandbox.respUrl).toContain(`@127.0.0.1:${server.respPort}`)
    expect(await command(server, sandbox, 'SET user:1 "Alex \\"B\\""')).toBe('OK')
    expect(await command(server, sandbox, 'RPUSH l 1 2 3')).toBe('(integer) 3')
    for (const args of [
      ['GET', 'user:1'],
      ['GET', 'nothing'],
      ['LRANGE', 'l', '0', '-1'],
      ['LPUSH', 'user:1', 'x'],
      ['EVAL', "return {1,{'a',false},redis.call('GET',KEYS[1])}", '1', 'user:1'],
      ['EVAL', "return redis.error_reply('MY own')", '0'],
      ['PING'],
      ['GET'],
      ['NOSUCH', 'a'],
    ]) {
      const line = args.map((arg) => `"${arg}"`).join(' ')
      expect(await command(server, sandbox, line)).toBe(await redisCli(sandbox, ...args))
    }
  })

  it('keeps two sandboxes apart', async () => {
    const [a, b] = await Promise.all([create(server), create(server)])
    await command(server, a, 'SET mine 1')
    expect(await command(server, b, 'KEYS *')).toBe('(empty array)')
    await command(server, b, 'FLUSHALL')
    expect(await command(server, a, 'GET mine')).toBe('"1"')
    expect(await redisCli({ ...a, respUrl: a.respUrl.replace(a.id, b.id) }, 'GET', 'mine')).toMatch(
      /WRONGPASS|NOAUTH/,
    )
  })

  it('ends a script that runs for ever, and the neighbour does not wait', async () => {
    const [stuck, neighbour] = await Promise.all([create(server), create(server)])
    await command(server, stuck, 'SET kept 1')
    const start = performance.now()
    const probe = new AbortController()
    const slowest = slowestPing(server, neighbour, probe.signal)
    const error = await command(server, stuck, 'EVAL "while true do end" 0')
    expect(performance.now() - start).toBeLessThan(3_000)
    probe.abort()
    expect(error).toMatch(/^\(error\) /)
    expect(await slowest).toBeLessThan(500)
    expect(await command(server, stuck, 'GET kept')).toBe('"1"')
  })

  it('refuses a WebSocket to a page of another site, and an unknown sandbox', async () => {
    const { socketPath } = await create(server)
    const statusOf = async (path: string, origin?: string): Promise<number | undefined> => {
      const address = server.url.replace('http', 'ws') + path
      const socket = new WebSocket(address, origin === undefined ? {} : { origin })
      return new Promise((resolve) => {
        socket.on('unexpected-response', (_request, response) => {
          resolve(response.statusCode)
          socket.terminate()
        })
        socket.on('open', () => {
          resolve(101)
          socket.close()
        })
        socket.on('error', () => undefined)
      })
    }
    expect(await statusOf(socketPath, 'https://evil.example')).toBe(403)
    expect(await statusOf('/api/sandboxes/nobody/socket')).toBe(404)
    expect(await statusOf(socketPath)).toBe(101)
    expect(await statusOf(`${socketPath}?delay=201`)).toBe(400)
    expect(await statusOf(`${socketPath}?delay=-1`)).toBe(400)
    expect(await statusOf(`${socketPath}?delay=fast`)).toBe(400)
    expect(await statusOf(`${socketPath}?delay=200`)).toBe(101)
    expect(await statusOf(socketPath, server.url)).toBe(101)
  })

  it('speaks RESP on the WebSocket after HELLO 3 AUTH', async () => {
    const { id, token, socketPath } = await create(server)
    const socket = new WebSocket(server.url.replace('http', 'ws') + socketPath)
    await once(socket, 'open')
    let received = ''
    socket.on('message', (data: Buffer) => (received += data.toString()))
    socket.send(`HELLO 3 AUTH ${id} ${token}\r\nSET a 1\r\nGET a\r\n`)
    await expect.poll(() => received, { timeout: 5_000 }).toMatch(/^%[^]*\+OK\r\n\$1\r\n1\r\n$/)
    socket.close()
  })

  it('makes a connection slower by the delay it asks for, and no other one', async () => {
    const { id, token, socketPath } = await create(server)
    const address = server.url.replace('http', 'ws') + socketPath
    const answered: string[] = []
    const open = async (name: string, query: string): Promise<WebSocket> => {
      const socket = new WebSocket(address + query)
      await once(socket, 'open')
      socket.send(`HELLO 3 AUTH ${id} ${token}\r\n`)
      await once(socket, 'message')
      socket.on('message', () => answered.push(name))
      return socket
    }
    const far = await open('far', '?delay=200')
    const near = await open('near', '')
    const startedAt = performance.now()
    far.send('PING\r\n')
    near.send('PING\r\n')
    await expect.poll(() => answered, { timeout: 5_000 }).toEqual(['near', 'far'])
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(198)
    far.close()
    near.close()
  })

  it.runIf(isLinux)('leaves nothing behind after Ctrl-C that arrives twice', async () => {
    const sandbox = await create(server)
    const socket = new WebSocket(server.url.replace('http', 'ws') + sandbox.socketPath)
    await once(socket, 'open')
    const pid = server.child.pid ?? 0
    const before = descendants(pid)
    if (engine === 'dedicated') expect(before.map(nameOf)).toContain('redis-server')
    expect(await server.end('SIGINT', 'SIGINT')).toBe(0)
    expect(before.filter((child) => nameOf(child) === 'redis-server')).toEqual([])
    expect(
      readdirSync(tmpdir()).filter(
        (name) => name.startsWith('keyspace-') && name.includes(`-${pid}-`),
      ),
    ).toEqual([])
  })
})

describe.runIf(isLinux)('a redis-server that is killed', () => {
  it('is replaced behind the same address, with what was acknowledged', async () => {
    const server = await startMain({ SANDBOX_ENGINE: 'dedicated' })
    try {
      const sandbox = await create(server)
      await command(server, sandbox, 'SET kept 1')
      const servers = descendants(server.child.pid ?? 0).filter(
        (pid) => nameOf(pid) === 'redis-server',
      )
      expect(servers).not.toEqual([])
      for (const pid of servers) process.kill(pid, 'SIGKILL')
      // The first command may meet the crash; then it is told so, and nothing was lost.
      expect(await command(server, sandbox, 'GET kept')).toMatch(
        /^"1"$|^\(error\) ERR Your Redis stopped unexpectedly and was restarted\./,
      )
      expect(await command(server, sandbox, 'GET kept')).toBe('"1"')
      expect(await redisCli(sandbox, 'INCR', 'kept')).toBe('(integer) 2')
    } finally {
      expect(await server.end('SIGTERM')).toBe(0)
    }
  })
})

describe('a start that cannot work', () => {
  async function fail(env: Record<string, string>): Promise<{ code: number; stderr: string }> {
    const child = spawnMain(env)
    let stderr = ''
    child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, stderr }
  }

  it('ends with one line and code 2 when a value is bad', async () => {
    const { code, stderr } = await fail({ PORT: '8o80', LOG_LEVEL: 'loud' })
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /^keyspace: PORT must be a whole number [^\n]*; LOG_LEVEL must [^\n]*\n$/,
    )
  })

  it('refuses strangers where sandboxes are not shut in', async () => {
    const { code, stderr } = await fail({ PUBLIC: '1', SANDBOX_ENGINE: 'embedded' })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^keyspace: PUBLIC=1 needs [^\n]*\n$/)
  })

  it.each(['PORT', 'RESP_PORT'])('ends with one line when %s is taken', async (name) => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { code, stderr } = await fail({ [name]: String(port) })
    other.close()
    expect(code).toBe(1)
    expect(stderr).toBe(
      `keyspace: ${name} ${port} on 127.0.0.1 is in use. Stop the program that has it, or set ${name} to another port.\n`,
    )
  })
})
