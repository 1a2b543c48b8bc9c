import { encodeCommand, ReplyDecoder, type Argv, type Reply } from '@keyspace/redis-lang'
import { ReplyQueue } from './reply-queue.ts'
import {
  ConnectionLost,
  type Connection,
  type ConnectOptions,
  type SandboxAddress,
  type Tunnel,
  type TunnelOptions,
} from './transport.ts'

/** How long a connection may take until it is logged in. */
const CONNECT_MS = 10_000

/**
 * RESP over a WebSocket: binary frames, `HELLO 3 AUTH <id> <token>` first, then `HELLO 2` where
 * replies are wanted as redis-cli shows them by default. Rejects with {@link ConnectionLost}.
 *
 * Source: https://redis.io/docs/latest/commands/hello/
 */
export async function connectSocket(origin: string, options: ConnectOptions): Promise<Connection> {
  const { sandbox, protocol, delayMs = 0, onMessage, onClose } = options
  const address = new URL(sandbox.socketPath, origin.replace(/^http/, 'ws'))
  if (delayMs > 0) address.searchParams.set('delay', String(delayMs))
  const socket = new WebSocket(address)
  socket.binaryType = 'arraybuffer'
  const replies = new ReplyQueue(onMessage)
  let isLoggedIn = false
  let isClosedByUs = false

  const end = (reason: string): void => {
    replies.end(reason)
    if (isLoggedIn && !isClosedByUs) onClose(reason)
    isClosedByUs = true
  }
  const close = (reason = ''): void => {
    end(reason)
    socket.close(1000)
  }
  const pipeline = (argvs: readonly Argv[]): readonly Promise<Reply>[] => {
    if (socket.readyState !== WebSocket.OPEN) {
      return argvs.map(() => Promise.reject(new ConnectionLost('')))
    }
    const expected = argvs.map((argv) => replies.expect(argv))
    socket.send(joined(argvs.map(encodeCommand)))
    return expected
  }
  const request = async (argv: Argv): Promise<Reply> => {
    const [reply] = pipeline([argv])
    if (reply === undefined) throw new ConnectionLost('')
    return reply
  }

  socket.addEventListener('close', (event) => end(event.reason))
  readReplies(socket, replies, () => close('The answer could not be read as RESP.'))

  const slow = setTimeout(() => close('No answer in time.'), CONNECT_MS)
  try {
    const clientId = await logIn(socket, request, sandbox, protocol)
    isLoggedIn = true
    return {
      clientId,
      request,
      pipeline,
      close: () => {
        isClosedByUs = true
        close()
      },
    }
  } catch (error) {
    close()
    throw error
  } finally {
    clearTimeout(slow)
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/**
 * A logged-in RESP2 connection whose bytes are another's to write and to read. Rejects with
 * {@link ConnectionLost}.
 */
export async function openTunnel(origin: string, options: TunnelOptions): Promise<Tunnel> {
  const { sandbox, onBytes, onClose } = options
  const socket = dial(origin, sandbox)
  const replies = new ReplyQueue(() => undefined)
  const stopReading = readReplies(socket, replies, () => socket.close())
  const request = (argv: Argv): Promise<Reply> => {
    const reply = replies.expect(argv)
    socket.send(new Uint8Array(encodeCommand(argv)))
    return reply
  }
  socket.addEventListener('close', ({ reason }) => replies.end(reason))
  const slow = setTimeout(() => socket.close(), CONNECT_MS)
  let isClosedByUs = false
  try {
    const clientId = await logIn(socket, request, sandbox, 2)
    stopReading()
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) onBytes(new Uint8Array(data))
    })
    socket.addEventListener('close', ({ code, reason }) => {
      // 1000 is how a QUIT ends: nothing went wrong.
      if (!isClosedByUs) onClose(code === 1000 ? '' : reason)
    })
    return {
      clientId,
      send: (bytes) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(Uint8Array.from(bytes))
      },
      close: () => {
        isClosedByUs = true
        socket.close(1000)
      },
    }
  } catch (error) {
    socket.close(1000)
    throw error
  } finally {
    clearTimeout(slow)
  }
}

function dial(origin: string, { socketPath }: SandboxAddress): WebSocket {
  const socket = new WebSocket(new URL(socketPath, origin.replace(/^http/, 'ws')))
  socket.binaryType = 'arraybuffer'
  return socket
}

/** The connection's CLIENT ID. */
async function logIn(
  socket: WebSocket,
  request: (argv: Argv) => Promise<Reply>,
  { id, token }: SandboxAddress,
  protocol: 2 | 3,
): Promise<string> {
  await opened(socket)
  const hello = await request(words('HELLO', '3', 'AUTH', id, token))
  if (hello.kind === 'error') throw new ConnectionLost(hello.value)
  if (protocol === 2) await request(words('HELLO', '2'))
  return clientIdOf(hello)
}

function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('close', (event) => reject(new ConnectionLost(event.reason)))
  })
}

/** The result ends it. */
function readReplies(socket: WebSocket, replies: ReplyQueue, onBroken: () => void): () => void {
  const decoder = new ReplyDecoder()
  const read = (event: MessageEvent<unknown>): void => {
    if (!(event.data instanceof ArrayBuffer)) return
    try {
      decoder.push(new Uint8Array(event.data))
      for (let reply = decoder.next(); reply !== undefined; reply = decoder.next()) {
        replies.arrive(reply)
      }
    } catch {
      onBroken()
    }
  }
  socket.addEventListener('message', read)
  return () => socket.removeEventListener('message', read)
}

function clientIdOf(hello: Reply): string {
  if (hello.kind !== 'map') return ''
  for (const [key, value] of hello.entries) {
    if (key.kind !== 'bulk' || new TextDecoder().decode(key.value) !== 'id') continue
    if (value.kind === 'integer') return String(value.value)
  }
  return ''
}

function words(...args: readonly string[]): Argv {
  const encoder = new TextEncoder()
  return args.map((arg) => encoder.encode(arg))
}
