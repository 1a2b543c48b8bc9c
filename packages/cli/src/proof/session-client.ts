import { encodeCommand, ReplyDecoder, type Argv, type Reply } from '@keyspace/redis-lang'
import { attachSocket, type Sandbox, type SandboxService } from '@keyspace/sandbox'

/** A connection to a sandbox through the same session that a browser's WebSocket gets. */
export interface SessionClient {
  /** As CLIENT ID answers. */
  readonly id: string
  /** Replies come in the order of the requests. Rejects when the connection ends. */
  readonly request: (argv: Argv) => Promise<Reply>
  readonly close: () => void
}

interface Waiting {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

export interface DialOptions {
  readonly service: SandboxService
  readonly sandbox: Sandbox
  /** 2 is what redis-cli speaks, 3 carries pushes. */
  readonly protocol: 2 | 3
  readonly onPush?: (push: Extract<Reply, { kind: 'push' }>) => void
}

/** Connects and logs in as the page does: HELLO 3, and HELLO 2 where replies are to be RESP2. */
export async function dialSession(options: DialOptions): Promise<SessionClient> {
  const { sandbox, protocol } = options
  const wire = openWire(options)
  const hello = await wire.request(words('HELLO', '3', 'AUTH', sandbox.id, sandbox.token))
  if (hello.kind === 'error') throw new Error(hello.value)
  if (protocol === 2) await wire.request(words('HELLO', '2'))
  return { ...wire, id: clientIdOf(hello) }
}

export function words(...args: readonly string[]): Argv {
  return args.map((arg) => new TextEncoder().encode(arg))
}

/** An accepted WebSocket without the network under it. */
function openWire({ service, sandbox, onPush }: DialOptions): Omit<SessionClient, 'id'> {
  const decoder = new ReplyDecoder()
  const waiting: Waiting[] = []
  let receive: (bytes: Uint8Array) => void = () => undefined
  let leave: () => void = () => undefined
  let ended: string | undefined
  const end = (reason: string): void => {
    ended ??= reason
    for (const { reject } of waiting.splice(0)) reject(new Error(reason))
  }
  attachSocket({
    service,
    sandboxId: sandbox.id,
    socket: {
      bufferedAmount: 0,
      send(bytes) {
        decoder.push(Uint8Array.from(bytes))
        for (let reply = decoder.next(); reply !== undefined; reply = decoder.next()) {
          if (reply.kind === 'push') onPush?.(reply)
          else waiting.shift()?.resolve(reply)
        }
      },
      close: (_code, reason) => end(reason),
      onMessage: (listener) => (receive = listener),
      onClose: (listener) => (leave = listener),
    },
  })
  return {
    request: (argv) =>
      new Promise((resolve, reject) => {
        if (ended !== undefined) {
          reject(new Error(ended))
          return
        }
        waiting.push({ resolve, reject })
        receive(encodeCommand(argv))
      }),
    close: () => {
      end('closed')
      leave()
    },
  }
}

function clientIdOf(hello: Reply): string {
  const entries = hello.kind === 'map' ? hello.entries : []
  for (const [key, value] of entries) {
    const isId = key.kind === 'bulk' && new TextDecoder().decode(key.value) === 'id'
    if (isId && value.kind === 'integer') return String(value.value)
  }
  return ''
}
