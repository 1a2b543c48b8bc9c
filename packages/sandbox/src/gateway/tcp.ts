import { createServer, type Server, type Socket } from 'node:net'
import type { EngineLog } from '../engine/create-engine.ts'
import type { Session } from '../session.ts'
import type { ClientPort } from '../session/client-port.ts'
import type { SandboxService } from '../sandbox-service.ts'
import { openSession } from './open-session.ts'

export interface ListenRespOptions {
  readonly service: SandboxService
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly log: EngineLog
  /** Milliseconds that a client may take to log in; 10 seconds unless given. */
  readonly loginMs?: number
}

/** Connections at once over all sandboxes; one more is closed at once. */
const MAX_CONNECTIONS = 10_000

function portOf(socket: Socket, session: () => Session): ClientPort {
  socket.on('drain', () => session().drained())
  return {
    send: (bytes) => void socket.write(bytes),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    end: () => socket.destroySoon(),
    get bufferedBytes() {
      return socket.writableLength
    },
    address: `${socket.remoteAddress ?? '127.0.0.1'}:${socket.remotePort ?? 0}`,
  }
}

function serve(socket: Socket, { service, loginMs }: ListenRespOptions): void {
  socket.setNoDelay(true)
  const session: Session = openSession(
    service,
    portOf(socket, () => session),
    { loginMs },
  )
  socket.on('data', (chunk) => session.receive(chunk))
  socket.on('error', () => socket.destroy())
  socket.on('close', () => session.close())
}

/**
 * RESP over TCP: `AUTH <id> <token>`, then commands of that sandbox, for any Redis client.
 * @throws when the port cannot be listened on.
 */
export async function listenResp(
  options: ListenRespOptions,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serve(socket, options)
  })
  server.maxConnections = MAX_CONNECTIONS
  await listen(server, options)
  server.on('error', (error) => options.log.error({ err: error }, 'RESP listener failed'))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function listen(server: Server, { host, port }: ListenRespOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
