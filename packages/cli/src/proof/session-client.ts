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

interface WireOptions extends DialOptions {
  readonly onBytes?: (bytes: Uint8Array) => void
  readonly onClosed?: (reason: string) => void
}

interface Wire extends Omit<SessionClient, 'id'> {
  readonly send: (bytes: Uint8Array) => void
  /** From now on what comes is not read here but given to `onBytes`. */
  readonly toBytes: () => void
}

/** An accepted WebSocket without the network under it. */
function openWire({ service, sandbox, onPush, onBytes, onClosed }: WireOptions): Wire {
  const decoder = new ReplyDecoder()
  const waiting: Waiting[] = []
  let receive: (bytes: Uint8Array) => void = () => undefined
  let leave: () => void = () => undefined
  let ended: string | undefined
  let isForBytes = false
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
        if (isForBytes) {
          onBytes?.(Uint8Array.from(bytes))
          return
        }
        decoder.push(Uint8Array.from(bytes))
        for (let reply = decoder.next(); reply !== undefined; reply = decoder.next()) {
          if (reply.kind === 'push') onPush?.(reply)
          else waiting.shift()?.resolve(reply)
        }
      },
      close: (code, reason) => {
        end(reason)
        // 1000 is how a QUIT ends: nothing went wrong.
        onClosed?.(code === 1000 ? '' : reason)
      },
      onMessage: (listener) => (receive = listener),
      onClose: (listener) => (leave = listener),
    },
  })
  return {
    send: (bytes) => {
      if (ended === undefined) receive(bytes)
    },
    toBytes: () => (isForBytes = true),
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

/** A logged-in RESP2 connection as bytes, for a client library. Rejects when the login fails. */
export async function tunnelSession(
  { service, sandbox }: Pick<DialOptions, 'service' | 'sandbox'>,
  onBytes: (bytes: Uint8Array) => void,
  onClosed: (reason: string) => void,
): Promise<{ id: string; send: (bytes: Uint8Array) => void; close: () => void }> {
  const wire = openWire({ service, sandbox, protocol: 2, onBytes, onClosed })
  const hello = await wire.request(words('HELLO', '3', 'AUTH', sandbox.id, sandbox.token))
  if (hello.kind === 'error') throw new Error(hello.value)
  await wire.request(words('HELLO', '2'))
  wire.toBytes()
  return { id: clientIdOf(hello), send: wire.send, close: wire.close }
}

function clientIdOf(hello: Reply): string {
  const entries = hello.kind === 'map' ? hello.entries : []
  for (const [key, value] of entries) {
    const isId = key.kind === 'bulk' && new TextDecoder().decode(key.value) === 'id'
    if (isId && value.kind === 'integer') return String(value.value)
  }
  return ''
}
