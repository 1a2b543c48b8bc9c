import { DelayLine } from './delay-line.ts'
import type { ByteSocket } from './socket.ts'

/** What a client may have on the way to us; above it nothing more is read. */
const MOST_ON_THE_WAY_BYTES = 1 << 18
/** What holding a piece costs besides its bytes, so that a million of one byte is not for free. */
const PIECE_BYTES = 512

/**
 * The same socket from further away: a round trip takes `roundTripMs` more, half of it each way.
 * Only the way is longer. Commands that are sent together arrive together.
 */
export function distantSocket(socket: ByteSocket, roundTripMs: number): ByteSocket {
  const there = Math.floor(roundTripMs / 2)
  let listener: (bytes: Uint8Array) => void = () => undefined
  let bytesIn = 0
  let bytesOut = 0
  let isPausedByReader = false

  const incoming = new DelayLine<Uint8Array>(there, (bytes) => {
    bytesIn -= bytes.length + PIECE_BYTES
    listener(bytes)
    settle()
  })
  const outgoing = new DelayLine<() => void>(roundTripMs - there, (leave) => leave())

  function settle(): void {
    if (isPausedByReader || bytesIn > MOST_ON_THE_WAY_BYTES) socket.pause?.()
    else socket.resume?.()
  }

  return {
    send: (bytes) => {
      bytesOut += bytes.length
      outgoing.push(() => {
        bytesOut -= bytes.length
        socket.send(bytes)
      })
    },
    close: (code, reason) => outgoing.push(() => socket.close(code, reason)),
    get bufferedAmount() {
      return socket.bufferedAmount + bytesOut
    },
    onMessage: (next) => {
      listener = next
      socket.onMessage((bytes) => {
        bytesIn += bytes.length + PIECE_BYTES
        incoming.push(bytes)
        settle()
      })
    },
    onClose: (closed) =>
      socket.onClose(() => {
        incoming.clear()
        outgoing.clear()
        closed()
      }),
    pause: () => {
      isPausedByReader = true
      settle()
    },
    resume: () => {
      isPausedByReader = false
      settle()
    },
  }
}
