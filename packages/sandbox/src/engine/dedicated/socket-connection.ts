import { connect, type Socket } from 'node:net'
import type { ConnectionHandlers, EngineConnection } from '../engine.ts'

/**
 * All connections read into this one buffer: Node reads and calls back before it reads again, and a
 * chunk is the callee's for the length of the call only.
 */
const readBuffer = Buffer.allocUnsafe(65_536)

const okReply = Buffer.from('+OK\r\n')

export interface Login {
  readonly user: string
  readonly password: string
}

/**
 * A connection over the server's unix socket that logs in by itself: the reply to AUTH never reaches
 * the handlers. When the login fails, the connection closes.
 */
export function openConnection(
  path: string,
  login: Login,
  handlers: ConnectionHandlers,
): EngineConnection {
  let awaited = okReply
  const onBytes = (chunk: Uint8Array): void => {
    if (awaited.length === 0) {
      handlers.onData(chunk)
      return
    }
    const taken = Math.min(awaited.length, chunk.length)
    if (awaited.compare(chunk, 0, taken, 0, taken) !== 0) {
      socket.destroy()
      return
    }
    awaited = awaited.subarray(taken)
    if (taken < chunk.length) handlers.onData(chunk.subarray(taken))
  }
  const socket = connect({
    path,
    onread: {
      buffer: readBuffer,
      callback(length) {
        onBytes(readBuffer.subarray(0, length))
        return true
      },
    },
  })
  socket.write(`AUTH ${login.user} ${login.password}\r\n`)
  // 'close' follows, and that is all that a caller needs to know.
  socket.on('error', () => undefined)
  socket.once('close', () => handlers.onClose())
  return engineConnection(socket)
}

function engineConnection(socket: Socket): EngineConnection {
  return {
    write(bytes) {
      if (socket.writable) socket.write(bytes)
    },
    pause() {
      socket.pause()
    },
    resume() {
      socket.resume()
    },
    close() {
      socket.destroy()
    },
  }
}
