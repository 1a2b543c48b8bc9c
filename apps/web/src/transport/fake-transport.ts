import { PUSH_NAME, type CreatedSandbox, type StepView, type WatchEvent } from '@keyspace/protocol'
import type { Argv, KeyView, Reply } from '@keyspace/redis-lang'
import type { TimelineApi } from './timeline-api.ts'
import {
  ConnectionLost,
  type ApiAnswer,
  type Connection,
  type ConnectOptions,
  type SandboxApi,
  type Transport,
  type Tunnel,
} from './transport.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** One open connection of a {@link FakeTransport}, from the server's side. */
export interface FakeConnection {
  readonly clientId: string
  readonly options: ConnectOptions
  /** Ends the connection as a server or a network does. */
  readonly drop: (reason?: string) => void
}

/** Answers a command's words; undefined leaves it without a reply, as a blocking command does. */
export type Answer = (words: readonly string[], from: FakeConnection) => Reply | undefined

/** The transport port without a network, for tests: what a command answers is up to the test. */
export class FakeTransport implements Transport {
  readonly connections: FakeConnection[] = []
  readonly commands: string[] = []
  answer: Answer = () => ({ kind: 'status', value: 'OK' })
  /** What the next calls of the API do. */
  life: 'alive' | 'gone' | 'away' = 'alive'
  created: ApiAnswer<CreatedSandbox> = { kind: 'ok', value: fakeSandbox('1') }
  branched: ApiAnswer<CreatedSandbox> = { kind: 'ok', value: fakeSandbox('branch') }
  creations = 0
  readonly branches: { readonly source: string; readonly step: number }[] = []
  readonly removed: string[] = []
  /** The time line, and the keys after each of its steps. */
  steps: StepView[] = []
  past: Readonly<Record<number, readonly KeyView[]>> = {}
  private watchers: FakeConnection[] = []
  private clients = 0

  readonly api: SandboxApi = {
    create: () => {
      this.creations += 1
      return Promise.resolve(this.life === 'away' ? { kind: 'away' } : this.created)
    },
    reset: () => Promise.resolve({ kind: 'ok', value: null }),
    branch: (source, step) => {
      this.branches.push({ source: source.id, step })
      return Promise.resolve(this.branched)
    },
    remove: (sandbox) => {
      this.removed.push(sandbox.id)
      return Promise.resolve({ kind: 'ok', value: null })
    },
    probe: () => Promise.resolve(this.life),
  }

  readonly timeline: TimelineApi = {
    steps: (_sandbox, after = 0) =>
      Promise.resolve({
        kind: 'ok',
        value: {
          steps: this.steps.filter(({ step }) => step > after),
          first: 1,
          last: this.steps.length,
          states: true,
        },
      }),
    keysAt: (_sandbox, step) => {
      const keys = [...(this.past[step] ?? [])]
      return Promise.resolve({ kind: 'ok', value: { keys, total: keys.length, truncated: false } })
    },
  }

  connect(options: ConnectOptions): Promise<Connection> {
    if (this.life !== 'alive') return Promise.reject(new ConnectionLost(''))
    this.clients += 1
    const waiting = new Set<(error: ConnectionLost) => void>()
    const leave = (reason: string): void => {
      this.connections.splice(this.connections.indexOf(mine), 1)
      this.watchers = this.watchers.filter((watcher) => watcher !== mine)
      for (const reject of waiting) reject(new ConnectionLost(reason))
    }
    const mine: FakeConnection = {
      clientId: String(this.clients),
      options,
      drop: (reason = '') => {
        leave(reason)
        options.onClose(reason)
      },
    }
    this.connections.push(mine)
    const request = (argv: Argv): Promise<Reply> => {
      const words = argv.map((arg) => decoder.decode(arg))
      return new Promise<Reply>((resolve, reject) => {
        waiting.add(reject)
        const reply = this.reply(words, mine)
        if (reply !== undefined) resolve(reply)
      })
    }
    return Promise.resolve({
      clientId: mine.clientId,
      request,
      pipeline: (argvs) => argvs.map(request),
      close: () => leave(''),
    })
  }

  /** No bytes flow without a network. */
  tunnel(): Promise<Tunnel> {
    return Promise.reject(new ConnectionLost(''))
  }

  /** Tells everybody who watches the keyspace. */
  tell(event: WatchEvent): void {
    const push: Reply = {
      kind: 'push',
      items: [bulk(PUSH_NAME), bulk(JSON.stringify(event))],
    }
    for (const watcher of this.watchers) watcher.options.onMessage(push)
  }

  private reply(words: readonly string[], from: FakeConnection): Reply | undefined {
    if (words[0] === 'KEYSPACE.WATCH') {
      this.watchers.push(from)
      return { kind: 'status', value: 'OK' }
    }
    this.commands.push(words.join(' '))
    return this.answer(words, from)
  }
}

export function bulk(value: string): Reply {
  return { kind: 'bulk', value: encoder.encode(value) }
}

export function fakeSandbox(id: string): CreatedSandbox {
  return {
    id,
    token: `token-${id}`,
    engine: 'dedicated',
    respUrl: `redis://${id}:token-${id}@127.0.0.1:6380`,
    socketPath: `/api/sandboxes/${id}/socket`,
    expiresAt: '2030-01-01T00:00:00.000Z',
    limits: {
      requestBytes: 1,
      requestArguments: 1,
      replyBytes: 1,
      replyElements: 1,
      replyDepth: 1,
      connections: 8,
      subscriptions: 1,
      keys: 1,
      memoryBytes: 1,
      commandMs: 1,
      commandsPerSecond: 1,
      commandsBurst: 1,
    },
  }
}
