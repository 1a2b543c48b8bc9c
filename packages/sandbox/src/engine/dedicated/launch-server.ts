import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { InstanceEnd } from '../engine.ts'
import { ask } from './ask.ts'
import type { LaunchChain } from './launch-chain.ts'
import { socketName, type RunDirectory } from './run-directory.ts'
import { platformUser, serverConfig } from './server-config.ts'
import { startServer, type ProcessEnd, type ServerProcess } from './server-process.ts'
import { serverUser } from './server-user.ts'
import { openConnection, type Login } from './socket-connection.ts'

/** A server that answers, and that nobody owns yet. */
export interface LiveServer {
  readonly socketPath: string
  /** The login of the platform's own connections. */
  readonly platform: Login
  readonly pid: number | undefined
  readonly ended: Promise<InstanceEnd>
  /** Resolves when the process is gone and its directory removed. Idempotent. */
  kill(): Promise<void>
}

export interface LaunchSite {
  readonly chain: LaunchChain
  readonly runDirectory: RunDirectory
  readonly memoryBytes: number
}

const readyWithinMs = 5_000

/**
 * Starts a server in a slot and waits until it answers.
 * @throws Error with the last that the server printed, when it does not come up within 5 s; then nothing of it is left.
 */
export async function launchServer(site: LaunchSite, slot: number): Promise<LiveServer> {
  const { chain, runDirectory } = site
  const user = serverUser(slot)
  const directory = runDirectory.claim(slot, user)
  const platform = { user: platformUser, password: randomBytes(24).toString('hex') }
  const config = serverConfig({
    password: platform.password,
    directory: chain.innerDirectory(directory),
    memoryBytes: site.memoryBytes,
    maxClients: chain.maxClients,
  })
  const server = startServer(chain.command({ directory, user }), config)
  const socketPath = join(directory, socketName)
  const life = liveTill(server, () => runDirectory.release(directory))
  try {
    await ready(server, socketPath, platform)
  } catch (error) {
    await life.kill()
    throw error
  }
  return { socketPath, platform, pid: server.pid, ...life }
}

function liveTill(
  server: ServerProcess,
  clear: () => Promise<void>,
): Pick<LiveServer, 'ended' | 'kill'> {
  let killed = false
  const ended = server.gone.then(async (end): Promise<InstanceEnd> => {
    await clear().catch(() => undefined)
    return killed
      ? { cause: 'killed', detail: 'killed by the platform' }
      : died(end, server.log.text())
  })
  return {
    ended,
    async kill() {
      killed = true
      server.kill()
      await ended
    },
  }
}

function died(end: ProcessEnd, log: string): InstanceEnd {
  const how = end.signal === null ? `exit code ${end.code ?? 'unknown'}` : `signal ${end.signal}`
  // Redis says the first of itself, Lua the second.
  const cause = /out of memory|not enough memory/i.test(log) ? 'memory' : 'crashed'
  return { cause, detail: `${how}; ${log.trim().slice(-2_000)}` }
}

async function ready(server: ServerProcess, socketPath: string, platform: Login): Promise<void> {
  const expired = setTimeout(server.kill, readyWithinMs)
  try {
    const up = await server.log.waitFor(/ready to accept connections/i)
    if (!up) throw new Error(server.log.text().trim() || 'it ended without a word')
    const [pong] = await ask(
      (handlers) => openConnection(socketPath, platform, handlers),
      [['PING']],
    )
    if (pong?.kind !== 'status') throw new Error('it did not answer PING')
  } finally {
    clearTimeout(expired)
  }
}
