import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const [event] = await Promise.race([
    once(socket, 'connect').then(() => ['yes'] as const),
    once(socket, 'error').then(() => ['no'] as const),
  ])
  socket.destroy()
  return event === 'yes'
}

/** Waits until something listens there, at most 20 s. */
async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended at once`)
    if (await accepts(port).catch(() => false)) return
    await sleep(50)
  }
  throw new Error(`nothing listens on ${port} after 20 s`)
}

export interface Running {
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

async function start(command: string, args: string[], port: number, env = {}): Promise<Running> {
  const child = spawn(command, args, {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  })
  await listening(port, child)
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** A plain redis-server on loopback: the reference. */
export async function startRedis(): Promise<Running> {
  const port = await freePort()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  return start('redis-server', args, port)
}

/** A proxy of a few lines in front of a Redis: what Node's sockets cost by themselves. */
export async function startBareProxy(redis: Running): Promise<Running> {
  const port = await freePort()
  const args = ['--import', 'tsx', 'bench/bare-proxy-process.ts', String(port), String(redis.port)]
  return start(process.execPath, args, port)
}

export interface RunningKeyspace extends Running {
  readonly url: string
  readonly respPort: number
}

/** The built product, as `pnpm start` serves it, with the rate limit out of the way. */
export async function startKeyspace(
  engine: 'dedicated' | 'embedded',
  env: Readonly<Record<string, string>> = {},
): Promise<RunningKeyspace> {
  const port = await freePort()
  const respPort = await freePort()
  const running = await start(process.execPath, ['apps/api/dist/main.js'], port, {
    PORT: String(port),
    RESP_PORT: String(respPort),
    SANDBOX_ENGINE: engine,
    LOG_LEVEL: 'error',
    LIMIT_COMMANDS_PER_SECOND: '1000000',
    LIMIT_COMMANDS_BURST: '1000000',
    LIMIT_CONNECTIONS: '100',
    MAX_SANDBOXES: '200',
    ...env,
  })
  return { ...running, respPort, url: `http://127.0.0.1:${port}` }
}
