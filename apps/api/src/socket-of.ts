import type { WebSocket } from 'ws'
import type { ByteSocket } from '@keyspace/sandbox'

/** A WebSocket as the gateway sees it: bytes in, bytes out. A text frame counts as its UTF-8 bytes. */
export function socketOf(socket: WebSocket): ByteSocket {
  // `close` always follows an error, and is what the gateway acts on.
  socket.on('error', () => undefined)
  return {
    send: (bytes) => socket.send(bytes, { binary: true }),
    close: (code, reason) => socket.close(code, reason),
    get bufferedAmount() {
      return socket.bufferedAmount
    },
    onMessage: (listener) =>
      void socket.on('message', (data) => {
        // One Buffer a message is what `ws` gives unless it is told otherwise.
        if (data instanceof Uint8Array) listener(data)
      }),
    onClose: (listener) => void socket.on('close', () => listener()),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  }
}
