import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import type { EngineConnection, ConnectionHandlers, RedisInstance } from '@keyspace/sandbox'
import { GraderTrouble } from '../grader-trouble.ts'
import type { RedisProcess } from './redis-process.ts'
import type { RedisSource } from './redis-source.ts'

/** As much as a redis-server of the grader gets. */
const MEMORY_BYTES = 256 * 1024 * 1024
/** Replies that a socket holds back before the engine has to wait. */
const MOST_UNSENT_BYTES = 1024 * 1024

/** The engine of the sandboxes behind unix sockets: for machines without a redis-server. */
export async function embeddedSource(): Promise<RedisSource> {
  const { createEngine } = await import('@keyspace/sandbox')
  const quiet = () => undefined
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }
  const engine = await createEngine({ kind: 'embedded', memoryBytes: MEMORY_BYTES, log })
  return {
    async start(folder) {
      try {
        return await serve(await engine.launch({ user: 'default' }), folder)
      } catch (cause) {
        throw new GraderTrouble('the embedded engine could not be started', { cause })
      }
    },
    close: () => engine.close(),
  }
}

async function serve(instance: RedisInstance, folder: string): Promise<RedisProcess> {
  const name = randomBytes(4).toString('hex')
  const socketPath = join(folder, `${name}.sock`)
  const adminSocketPath = join(folder, `${name}-admin.sock`)
  const sockets = new Set<Socket>()
  const servers = await Promise.all([
    listen(socketPath, sockets, (handlers) => instance.connect(handlers)),
    listen(adminSocketPath, sockets, (handlers) => instance.connectAdmin(handlers)),
  ])
  const state = { alive: true, broke: false }
  const closeAll = (): void => {
    for (const server of servers) server.close()
    for (const socket of sockets) socket.destroy()
  }
  void instance.ended.then(({ cause }) => {
    state.alive = false
    state.broke = cause !== 'killed'
    closeAll()
  })
  return {
    ...{ kind: 'embedded', socketPath, adminSocketPath, password: undefined },
    get alive() {
      return state.alive
    },
    get broke() {
      return state.broke
    },
    async kill() {
      closeAll()
      await instance.kill()
    },
  }
}

async function listen(
  path: string,
  sockets: Set<Socket>,
  open: (handlers: ConnectionHandlers) => EngineConnection,
): Promise<Server> {
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    pipe(socket, open)
  })
  server.listen(path)
  await once(server, 'listening')
  return server
}

/** Bytes of a socket to a connection of the engine and back. */
function pipe(socket: Socket, open: (handlers: ConnectionHandlers) => EngineConnection): void {
  const connection = open({
    onData(chunk) {
      // The chunk is ours during the call only.
      socket.write(Buffer.from(chunk))
      if (socket.writableLength > MOST_UNSENT_BYTES) connection.pause()
    },
    onClose: () => socket.destroySoon(),
  })
  socket.on('data', (chunk) => connection.write(chunk))
  socket.on('drain', () => connection.resume())
  socket.on('error', () => socket.destroy())
  socket.once('close', () => connection.close())
}
