import { once } from 'node:events'
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import { encodeCommand, ReplyDecoder, type Reply } from '@keyspace/redis-lang'

/** Sends a batch and resolves with the replies: the same code over TCP and over WebSocket. */
export interface Client {
  send(commands: readonly (readonly string[])[]): Promise<readonly Reply[]>
  close(): void
}

function client(write: (bytes: Uint8Array) => void, close: () => void) {
  const decoder = new ReplyDecoder()
  let wanted = 0
  let replies: Reply[] = []
  let done: (replies: readonly Reply[]) => void = () => undefined
  const receive = (chunk: Uint8Array): void => {
    decoder.push(chunk)
    for (let reply = decoder.next(); reply !== undefined; reply = decoder.next())
      replies.push(reply)
    if (wanted > 0 && replies.length >= wanted) {
      const ready = replies
      replies = []
      wanted = 0
      done(ready)
    }
  }
  const send = (commands: readonly (readonly string[])[]): Promise<readonly Reply[]> =>
    new Promise((resolve) => {
      wanted = commands.length
      done = resolve
      write(Buffer.concat(commands.map((argv) => encodeCommand(argv))))
    })
  return { receive, client: { send, close } }
}

export async function connectTcp(port: number): Promise<Client> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  const made = client(
    (bytes) => socket.write(bytes),
    () => socket.destroy(),
  )
  socket.on('data', made.receive)
  return made.client
}

export async function connectSocket(url: string, origin: string): Promise<Client> {
  const socket = new WebSocket(url, { origin, perMessageDeflate: false })
  socket.binaryType = 'nodebuffer'
  await once(socket, 'open')
  const made = client(
    (bytes) => socket.send(bytes),
    () => socket.terminate(),
  )
  socket.on('message', (data) => {
    if (Buffer.isBuffer(data)) made.receive(data)
  })
  return made.client
}

export interface Opened {
  readonly id: string
  readonly token: string
  readonly socketPath: string
}

/** `POST /api/sandboxes`. */
export async function openSandbox(url: string): Promise<Opened> {
  const response = await fetch(`${url}/api/sandboxes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  if (response.status !== 201) throw new Error(`a sandbox was refused: ${await response.text()}`)
  const body: unknown = await response.json()
  if (typeof body !== 'object' || body === null) throw new Error('not a sandbox')
  const { id, token, socketPath } = Object.fromEntries(Object.entries(body))
  return { id: String(id), token: String(token), socketPath: String(socketPath) }
}

export async function closeSandbox(url: string, { id, token }: Opened): Promise<void> {
  await fetch(`${url}/api/sandboxes/${id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  })
}
