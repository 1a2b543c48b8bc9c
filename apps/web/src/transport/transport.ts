import type { InjectionKey } from 'vue'
import type { CreatedSandbox, ProblemBody } from '@keyspace/protocol'
import type { Argv, Reply } from '@keyspace/redis-lang'

/** What a connection needs to know of its sandbox. */
export type SandboxAddress = Pick<CreatedSandbox, 'id' | 'token' | 'socketPath'>

/** What the API said: a value, a problem in words, or nothing at all (`away`: no answer came). */
export type ApiAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | {
      readonly kind: 'problem'
      readonly status: number
      readonly problem: ProblemBody
      readonly retryAfterMs: number | null
    }
  | { readonly kind: 'away' }

export interface SandboxApi {
  /** Opens a sandbox; with a lesson's slug it is seeded as the lesson says. */
  create(options: {
    readonly lesson?: string
    readonly seed?: string[]
  }): Promise<ApiAnswer<CreatedSandbox>>
  /** Everything as new; open connections are closed by the server. */
  reset(sandbox: SandboxAddress): Promise<ApiAnswer<null>>
  /** Opens a sandbox as another was right after one of its steps. */
  branch(source: SandboxAddress, step: number): Promise<ApiAnswer<CreatedSandbox>>
  /** Ends a sandbox before its time. */
  remove(sandbox: SandboxAddress): Promise<ApiAnswer<null>>
  /** Asks whether the sandbox is still there and the token good. */
  probe(sandbox: SandboxAddress): Promise<'alive' | 'gone' | 'away'>
}

/** A logged-in RESP connection. Replies answer requests in order; whatever else arrives goes to `onMessage`. */
export interface Connection {
  /** The connection's CLIENT ID, by which the sandbox names it to watchers. */
  readonly clientId: string
  /** The reply to one command; rejects with {@link ConnectionLost} when the connection ends before it. */
  request(argv: Argv): Promise<Reply>
  /** A pipeline: all commands leave in one piece. Each reply as {@link request} has it. */
  pipeline(argvs: readonly Argv[]): readonly Promise<Reply>[]
  close(): void
}

export interface ConnectOptions {
  readonly sandbox: SandboxAddress
  /** 2 answers as redis-cli shows by default, 3 brings pushes. */
  readonly protocol: 2 | 3
  /** How much longer than needed a round trip of this connection takes: 0 to 200 milliseconds. */
  readonly delayMs?: number
  readonly onMessage: (message: Reply) => void
  /** Called once when the connection ends, unless `close()` ended it. */
  readonly onClose: (reason: string) => void
}

/** A logged-in connection as bytes of RESP: a program beside the page speaks it, such as a client library. */
export interface Tunnel {
  readonly clientId: string
  send(bytes: Uint8Array): void
  close(): void
}

export interface TunnelOptions {
  readonly sandbox: SandboxAddress
  readonly onBytes: (bytes: Uint8Array) => void
  /** Called once when the connection ends, unless `close()` ended it. */
  readonly onClose: (reason: string) => void
}

/** The way to the sandboxes: HTTP for opening one, RESP for talking to it. Tests bring their own. */
export interface Transport {
  readonly api: SandboxApi
  /** Connects and logs in; rejects with {@link ConnectionLost} when that fails. */
  connect(options: ConnectOptions): Promise<Connection>
  /** As {@link connect}, for bytes. */
  tunnel(options: TunnelOptions): Promise<Tunnel>
}

/** The connection ended, or never came to be; `message` is the server's reason or empty. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

export const transportKey: InjectionKey<Transport> = Symbol('transport')
