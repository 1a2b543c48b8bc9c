import { encodeReply, type Reply } from '@keyspace/redis-lang'
import { latin1 } from '../policy/argument.ts'
import { PushPeek } from './push-peek.ts'

const CONFIRMATIONS = new Set([
  'subscribe',
  'unsubscribe',
  'psubscribe',
  'punsubscribe',
  'ssubscribe',
  'sunsubscribe',
])

export type FrameMeaning = 'confirmation' | 'out-of-band' | 'reply'

/**
 * What a connection is subscribed to, learnt from what Redis says: one frame confirms one name.
 * In RESP2 messages come as plain arrays, so only this tells them from replies.
 */
export class Subscriptions {
  readonly #names = { c: new Set<string>(), p: new Set<string>(), s: new Set<string>() }

  get active(): boolean {
    const { c, p, s } = this.#names
    return c.size > 0 || p.size > 0 || s.size > 0
  }

  get size(): number {
    const { c, p, s } = this.#names
    return c.size + p.size + s.size
  }

  /** What a frame is, when a subscription is active, was asked for, or it is a push. */
  meaning(frame: Uint8Array, isPush: boolean): FrameMeaning {
    const peek = new PushPeek(frame)
    const kind = peek.text()
    if (CONFIRMATIONS.has(kind)) {
      this.#confirm(kind, peek)
      return 'confirmation'
    }
    if (isPush) return 'out-of-band'
    const isMessage = kind === 'message' || kind === 'pmessage' || kind === 'smessage'
    return isMessage && this.active ? 'out-of-band' : 'reply'
  }

  /** How many names of the kind that `command` is about are subscribed. */
  count(command: string): number {
    return this.#of(command).size
  }

  /** The first confirmation of a subscription that a transaction made. */
  confirm(reply: Reply): void {
    if (reply.kind === 'array' || reply.kind === 'push') this.meaning(encodeReply(reply, 2), false)
  }

  clear(): void {
    for (const names of Object.values(this.#names)) names.clear()
  }

  #of(command: string): Set<string> {
    if (command.startsWith('p')) return this.#names.p
    return /^(?:ss|sun)/.test(command) ? this.#names.s : this.#names.c
  }

  #confirm(kind: string, peek: PushPeek): void {
    const name = peek.bytes()
    if (name === undefined) return
    if (kind.includes('unsub')) this.#of(kind).delete(latin1(name))
    else this.#of(kind).add(latin1(name))
  }
}
