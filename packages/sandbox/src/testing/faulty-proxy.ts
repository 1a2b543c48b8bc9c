import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { freePort } from './redis-at-port.ts'

/** A TCP proxy that misbehaves as it is told: for tests. */
export class FaultyProxy {
  readonly port: number
  /** Milliseconds that each chunk from the server is held back. */
  delayMs = 0
  /** Takes what clients send and never answers. */
  isMute = false
  /** Connections taken so far. */
  accepted = 0
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor(server: Server, port: number, target: number) {
    this.port = port
    this.#server = server
    server.on('connection', (client) => this.#join(client, target))
  }

  static async before(target: number): Promise<FaultyProxy> {
    const [server, port] = [createServer(), await freePort()]
    const proxy = new FaultyProxy(server, port, target)
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return proxy
  }

  /** Drops every connection that is open. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #join(client: Socket, target: number): void {
    this.accepted += 1
    const server = connect(target, '127.0.0.1')
    const pair = [client, server]
    for (const socket of pair) {
      this.#sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.#sockets.delete(socket)
        for (const other of pair) other.destroy()
      })
    }
    client.on('data', (chunk: Buffer) => {
      if (!this.isMute) server.write(chunk)
    })
    server.on('data', (chunk: Buffer) => {
      setTimeout(() => {
        if (!this.isMute && client.writable) client.write(chunk)
      }, this.delayMs)
    })
  }
}
