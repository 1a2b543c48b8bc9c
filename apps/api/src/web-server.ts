import { once } from 'node:events'
import { Server } from 'node:http'
import { createAdaptorServer, upgradeWebSocket, type WebSocketServerLike } from '@hono/node-server'
import type { Hono } from 'hono'
import type { UpgradeWebSocket } from 'hono/ws'
import { WebSocketServer } from 'ws'
import type { AppEnv } from './app-env.ts'
import { startHeartbeat } from './socket-heartbeat.ts'
import { StartProblem } from './start-problem.ts'

/** One RESP command has at most 64 KB (docs/security.md); a frame may hold several. */
const mostFrameBytes = 1024 * 1024

/**
 * The adapter's type of a WebSocket server is the shape of `ws`, but under exactOptionalPropertyTypes
 * the compiler cannot see it.
 */
function isForAdapter(server: unknown): server is WebSocketServerLike {
  return server instanceof WebSocketServer
}

export interface WebServer {
  readonly upgradeWebSocket: UpgradeWebSocket
  /** How many WebSockets are open. */
  sockets(): number
  /** @returns the port that is really open. @throws {StartProblem} when it cannot be. */
  listen(app: Hono<AppEnv>, host: string, port: number): Promise<number>
  /** Stops accepting, lets answers under way out for a moment, then ends every connection. */
  close(): Promise<void>
}

const graceMs = 1_000

export function createWebServer(): WebServer {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: mostFrameBytes,
  })
  let server: Server | undefined
  let stopHeartbeat = (): void => undefined

  return {
    upgradeWebSocket,
    sockets: () => sockets.clients.size,

    async listen(app, host, port) {
      server = createHttpServer(app, sockets)
      stopHeartbeat = startHeartbeat(sockets)
      return listenOn(server, host, port)
    },

    async close() {
      stopHeartbeat()
      for (const socket of sockets.clients) socket.close(1001, 'The server is shutting down.')
      if (server?.listening !== true) return
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      const impatience = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
        server?.closeAllConnections()
      }, graceMs)
      await closed
      clearTimeout(impatience)
    },
  }
}

function createHttpServer(app: Hono<AppEnv>, sockets: unknown): Server {
  if (!isForAdapter(sockets)) throw new Error('a WebSocket server of `ws` was expected')
  const server = createAdaptorServer({
    fetch: app.fetch,
    websocket: { server: sockets },
    // A body is 64 KB at most: who needs longer than this to send it only holds a connection.
    serverOptions: { requestTimeout: 30_000 },
  })
  if (!(server instanceof Server)) throw new Error('an HTTP/1.1 server was expected')
  refuseOtherUpgrades(server)
  return server
}

/** The adapter takes WebSockets and leaves every other upgrade (h2c) without an answer, its connection open for ever. */
function refuseOtherUpgrades(server: Server): void {
  const takers = server.listeners('upgrade')
  server.removeAllListeners('upgrade')
  server.on('upgrade', (request, socket, head) => {
    if (request.headers.upgrade?.toLowerCase() === 'websocket') {
      for (const take of takers) Reflect.apply(take, server, [request, socket, head])
    } else {
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    }
  })
}

async function listenOn(server: Server, host: string, port: number): Promise<number> {
  server.listen(port, host.replace(/^\[|\]$/g, ''))
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new StartProblem(cannotListen('PORT', host, port, error))
  }
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

/** A sentence for the two causes that a person meets, the system's own words for the rest. */
export function cannotListen(name: string, host: string, port: number, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return `${name} ${port} on ${host} is in use. Stop the program that has it, or set ${name} to another port.`
  }
  if (code === 'EACCES')
    return `${name} ${port} on ${host} needs privileges. Set ${name} to a port above 1023.`
  return `${name} ${port} on ${host} cannot be opened: ${error instanceof Error ? error.message : String(error)}`
}
