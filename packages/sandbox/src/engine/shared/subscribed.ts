import type { Reply } from '@keyspace/redis-lang'
import { latin1 } from '../../policy/argument.ts'

const confirmations = /^([ps]?)(un)?subscribe$/
const messages = /^[ps]?message$/

function firstWord(reply: Reply): string {
  if (reply.kind !== 'array' && reply.kind !== 'push') return ''
  const [word] = reply.items
  return word?.kind === 'bulk' && word.value.length <= 16 ? latin1(word.value) : ''
}

/** What one connection is subscribed to, learnt from the server's confirmations. */
export class Subscribed {
  readonly #names = new Map<string, Set<string>>()

  get active(): boolean {
    return [...this.#names.values()].some((names) => names.size > 0)
  }

  /** How many names `subscribe`, `psubscribe` or `ssubscribe` has, given that word or its opposite. */
  count(command: string): number {
    return this.#names.get(command.replace('un', ''))?.size ?? 0
  }

  /** True for a message to a subscriber, which answers no command; in RESP3 each is a push. */
  isMessage(reply: Reply, protocol: 2 | 3): boolean {
    const mayBe = protocol === 3 ? reply.kind === 'push' : this.active
    return mayBe && messages.test(firstWord(reply))
  }

  /** Takes a confirmation in; false when the reply is none. */
  confirm(reply: Reply): boolean {
    const word = firstWord(reply)
    if (!confirmations.test(word) || (reply.kind !== 'array' && reply.kind !== 'push')) return false
    const [, name] = reply.items
    const kind = word.replace('un', '')
    const names = this.#names.get(kind) ?? new Set()
    this.#names.set(kind, names)
    if (name?.kind !== 'bulk') return true
    if (word === kind) names.add(latin1(name.value))
    else names.delete(latin1(name.value))
    return true
  }
}
