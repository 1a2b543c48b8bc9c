import { WebSocket, type WebSocketServer } from 'ws'

const everyMs = 30_000

/** Pings every WebSocket, so that proxies keep it open, and ends the ones that no longer answer. */
export function startHeartbeat(server: WebSocketServer): () => void {
  const silent = new WeakSet<WebSocket>()
  server.on('connection', (socket) => socket.on('pong', () => silent.delete(socket)))
  const timer = setInterval(() => {
    for (const socket of server.clients) {
      if (silent.has(socket)) socket.terminate()
      else if (socket.readyState === WebSocket.OPEN) {
        silent.add(socket)
        socket.ping()
      }
    }
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
