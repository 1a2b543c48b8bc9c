import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { ReplyDecoder, type Reply } from '@keyspace/redis-lang'
import type { Endpoint } from './redis-url.ts'

export interface RespSocketHandlers {
  onReply(reply: Reply): void
  /** Once, whoever closed it. */
  onClose(reason: string): void
}

/** A socket that speaks RESP; what is written before it is open is sent then. */
export class RespSocket {
  readonly #socket: Socket
  readonly #decoder = new ReplyDecoder()
  readonly #handlers: RespSocketHandlers
  #reason = 'the connection was closed'

  constructor({ host, port }: Endpoint, tls: boolean, handlers: RespSocketHandlers) {
    this.#handlers = handlers
    const servername = isIP(host) === 0 ? { servername: host } : {}
    const socket = tls ? connectTls({ host, port, ...servername }) : connect({ host, port })
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#reason = error.code ?? error.message
    })
    socket.once('close', () => handlers.onClose(this.#reason))
  }

  write(bytes: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(bytes)
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  close(reason?: string): void {
    if (reason !== undefined) this.#reason = reason
    this.#socket.destroy()
  }

  #read(chunk: Uint8Array): void {
    try {
      this.#decoder.push(chunk)
      for (let reply = this.#decoder.next(); reply; reply = this.#decoder.next()) {
        if (this.#socket.destroyed) return
        this.#handlers.onReply(reply)
      }
    } catch (error) {
      this.close(error instanceof Error ? error.message : String(error))
    }
  }
}
