import type { SandboxService } from '../sandbox-service.ts'
import type { Session } from '../session.ts'
import type { CloseReason } from '../session/client-port.ts'
import { openSession } from './open-session.ts'

/** An accepted WebSocket; `bufferedAmount` in bytes. */
export interface ByteSocket {
  send(bytes: Uint8Array): void
  close(code: number, reason: string): void
  readonly bufferedAmount: number
  onMessage(listener: (bytes: Uint8Array) => void): void
  onClose(listener: () => void): void
  /** Stop and go on reading; without them a client that sends too fast is closed. */
  pause?(): void
  resume?(): void
}

export interface AttachSocketOptions {
  readonly service: SandboxService
  readonly sandboxId: string
  readonly socket: ByteSocket
  readonly address?: string
}

/** RFC 6455: 1000 normal, 1008 policy, 1012 service restart; 4000 and above are ours. */
const closeCodes = {
  quit: [1000, 'QUIT'],
  'protocol-error': [1002, 'Not RESP'],
  'not-logged-in': [1008, 'Not logged in in time'],
  restarted: [1012, 'The sandbox was restarted'],
  gone: [4004, 'The sandbox is gone'],
  failed: [1011, 'Something broke on our side'],
  slow: [1008, 'Replies were not read'],
} as const satisfies Record<CloseReason, readonly [number, string]>

/** How often a clogged socket is looked at: WebSockets do not say when they are free again. */
const DRAIN_MS = 20
const FREE_BYTES = 64 * 1024

/** RESP over a WebSocket: each message is a piece of the stream. The first command is HELLO 3 AUTH. */
export function attachSocket({ service, sandboxId, socket, address }: AttachSocketOptions): void {
  let draining: NodeJS.Timeout | undefined
  const watchDrain = (): void => {
    draining ??= setInterval(() => {
      if (socket.bufferedAmount > FREE_BYTES) return
      clearInterval(draining)
      draining = undefined
      session.drained()
    }, DRAIN_MS)
  }
  const session: Session = openSession(
    service,
    {
      send: (bytes) => {
        socket.send(bytes)
        if (socket.bufferedAmount > FREE_BYTES) watchDrain()
      },
      pause: () => socket.pause?.(),
      resume: () => socket.resume?.(),
      end: (reason) => {
        const [code, text] = closeCodes[reason]
        socket.close(code, text)
      },
      get bufferedBytes() {
        return socket.bufferedAmount
      },
      address: address ?? '127.0.0.1:0',
    },
    { sandboxId },
  )
  socket.onMessage((bytes) => session.receive(bytes))
  socket.onClose(() => {
    clearInterval(draining)
    session.close()
  })
}
