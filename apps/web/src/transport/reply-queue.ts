import type { Argv, Reply } from '@keyspace/redis-lang'
import { ConnectionLost } from './transport.ts'

interface Expected {
  readonly command: string
  /** Frames still to come; (un)subscribing answers one for every channel. */
  frames: number
  settled: boolean
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: ConnectionLost) => void
}

const SUBSCRIBING = new Set([
  'subscribe',
  'psubscribe',
  'ssubscribe',
  'unsubscribe',
  'punsubscribe',
  'sunsubscribe',
])
const text = new TextDecoder()

/**
 * Pairs what arrives with what was asked, first in first out. A frame nobody asked for, and every
 * frame of a subscription after its first, goes to `onMessage`; in the order in which they came,
 * replies that are awaited included.
 */
export class ReplyQueue {
  private readonly expected: Expected[] = []
  private readonly onMessage: (message: Reply) => void

  constructor(onMessage: (message: Reply) => void) {
    // A reply reaches who awaits it one microtask later; a message must not overtake it.
    this.onMessage = (message) => queueMicrotask(() => onMessage(message))
  }

  expect(argv: Argv): Promise<Reply> {
    const command = text.decode(argv[0]).toLowerCase()
    const frames = SUBSCRIBING.has(command) ? Math.max(1, argv.length - 1) : 1
    return new Promise((resolve, reject) => {
      this.expected.push({ command, frames, settled: false, resolve, reject })
    })
  }

  arrive(reply: Reply): void {
    const head = this.expected[0]
    if (head === undefined || (reply.kind === 'push' && !answers(reply, head.command))) {
      this.onMessage(reply)
      return
    }
    head.frames = reply.kind === 'error' ? 0 : head.frames - 1
    if (head.frames <= 0) this.expected.shift()
    if (head.settled) this.onMessage(reply)
    head.settled = true
    head.resolve(reply)
  }

  end(reason: string): void {
    for (const each of this.expected.splice(0)) each.reject(new ConnectionLost(reason))
  }
}

function answers(push: Extract<Reply, { kind: 'push' }>, command: string): boolean {
  const name = push.items[0]
  return name?.kind === 'bulk' && SUBSCRIBING.has(command) && text.decode(name.value) === command
}
