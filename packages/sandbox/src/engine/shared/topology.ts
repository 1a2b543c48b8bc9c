import type { Reply } from '@keyspace/redis-lang'
import { endpointId, type Endpoint } from './redis-url.ts'

interface Range {
  readonly first: number
  readonly last: number
  readonly master: Endpoint
}

/** Which master holds which slots. A single server holds all. */
export class Topology {
  readonly isCluster: boolean
  readonly #ranges: readonly Range[]
  /** Slots that a MOVED told of since. */
  readonly #moved = new Map<number, Endpoint>()

  private constructor(isCluster: boolean, ranges: readonly Range[]) {
    this.isCluster = isCluster
    this.#ranges = ranges
  }

  static single(master: Endpoint): Topology {
    return new Topology(false, [{ first: 0, last: 16_383, master }])
  }

  /** From the reply of CLUSTER SLOTS; `asked` is who gave it, where a node does not know its own name. */
  static fromSlots(reply: Reply, asked: Endpoint): Topology | undefined {
    if (reply.kind !== 'array') return undefined
    return new Topology(
      true,
      reply.items.flatMap((item) => rangeOf(item, asked) ?? []),
    )
  }

  masterOf(slot: number): Endpoint | undefined {
    return (
      this.#moved.get(slot) ??
      this.#ranges.find(({ first, last }) => slot >= first && slot <= last)?.master
    )
  }

  /** Every master once. */
  get masters(): readonly Endpoint[] {
    const all = [...this.#ranges.map(({ master }) => master), ...this.#moved.values()]
    return [...new Map(all.map((one) => [endpointId(one), one])).values()]
  }

  move(slot: number, to: Endpoint): void {
    this.#moved.set(slot, to)
  }
}

function rangeOf(item: Reply, asked: Endpoint): Range | undefined {
  if (item.kind !== 'array') return undefined
  const [first, last, node] = item.items
  if (first?.kind !== 'integer' || last?.kind !== 'integer' || node?.kind !== 'array') {
    return undefined
  }
  const [host, port] = node.items
  if (port?.kind !== 'integer') return undefined
  const name = host?.kind === 'bulk' ? Buffer.from(host.value).toString() : ''
  const master = { host: name === '' || name === '?' ? asked.host : name, port: Number(port.value) }
  return { first: Number(first.value), last: Number(last.value), master }
}

export interface Redirect {
  readonly kind: 'moved' | 'ask'
  readonly slot: number
  readonly to: Endpoint
}

/** Where `MOVED 3999 127.0.0.1:6381` or `ASK …` sends a command; without a host it is the same one. */
export function redirectOf(reply: Reply, asked: Endpoint): Redirect | undefined {
  if (reply.kind !== 'error') return undefined
  const parts = /^(MOVED|ASK) (\d+) (.*):(\d+)$/.exec(reply.value)
  if (parts === null) return undefined
  const [, word, slot, host = '', port] = parts
  return {
    kind: word === 'ASK' ? 'ask' : 'moved',
    slot: Number(slot),
    to: { host: host === '' ? asked.host : host, port: Number(port) },
  }
}
