import { setTimeout as sleep } from 'node:timers/promises'
import { encodeCommand, type Reply } from '@keyspace/redis-lang'
import type { Namespace } from '../../namespace/index.ts'
import type { Touched } from '../engine.ts'
import type { Fleet } from './fleet.ts'
import type { RespSocket } from './resp-socket.ts'

const PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000

/**
 * Learns of every key of a namespace that is written, expires or is deleted, from the server's own
 * client-side caching in broadcast mode, on a connection of the platform to the master of its slot.
 * Source: https://redis.io/docs/latest/develop/reference/client-side-caching/
 */
export class TouchedKeys {
  readonly #fleet: Fleet
  readonly #namespace: Namespace
  readonly #slot: number
  readonly #listeners = new Set<(touched: Touched) => void>()
  #socket: RespSocket | undefined
  #following = false

  constructor(fleet: Fleet, namespace: Namespace, slot: number) {
    this.#fleet = fleet
    this.#namespace = namespace
    this.#slot = slot
  }

  listen(listener: (touched: Touched) => void): () => void {
    // A function of our own, so that the same listener given twice counts twice.
    const entry = (touched: Touched): void => listener(touched)
    this.#listeners.add(entry)
    if (!this.#following) void this.#follow()
    return () => {
      this.#listeners.delete(entry)
      if (this.#listeners.size === 0) this.close()
    }
  }

  /** The slot is on another server now. */
  relocate(): void {
    this.#socket?.close()
  }

  close(): void {
    this.#listeners.clear()
    this.#socket?.close()
  }

  /** Keeps a connection open for as long as somebody listens. */
  async #follow(): Promise<void> {
    this.#following = true
    try {
      for (let failures = 0; this.#listeners.size > 0; failures++) {
        const heard = await this.#hear()
        if (heard) failures = 0
        if (this.#listeners.size === 0) return
        await sleep(Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** failures), undefined, { ref: false })
        if (!heard) await this.#fleet.discover().catch(() => undefined)
      }
    } finally {
      this.#following = false
    }
  }

  /** Resolves when the connection ends, with whether it worked at all. */
  #hear(): Promise<boolean> {
    return new Promise((resolve) => {
      let isTracking = false
      const onReply = (reply: Reply): void => {
        if (reply.kind === 'push') this.#tell(reply)
        if (reply.kind !== 'status' || isTracking) return
        isTracking = true
        clearTimeout(timer)
        // What happened before is not known.
        this.#emit({ kind: 'all' })
      }
      const socket = this.#fleet.open(this.#fleet.masterOf(this.#slot), {
        onReply,
        onClose: () => {
          clearTimeout(timer)
          if (this.#socket === socket) this.#socket = undefined
          resolve(isTracking)
        },
      })
      const timer = setTimeout(() => socket.close(), this.#fleet.connectMs)
      this.#socket = socket
      socket.write(Buffer.concat(this.#opening().map(encodeCommand)))
    })
  }

  #opening(): (readonly (string | Uint8Array)[])[] {
    const [, user, password] = this.#fleet.login ?? []
    const hello = ['HELLO', '3', ...(user && password ? ['AUTH', user, password] : [])]
    return [hello, ['CLIENT', 'TRACKING', 'ON', 'BCAST', 'PREFIX', this.#namespace.prefix]]
  }

  #tell({ items: [word, names] }: Extract<Reply, { kind: 'push' }>): void {
    if (word?.kind !== 'bulk' || Buffer.from(word.value).toString() !== 'invalidate') return
    if (names?.kind !== 'array') {
      this.#emit({ kind: 'all' })
      return
    }
    const keys = names.items.flatMap((name) =>
      name.kind === 'bulk' ? (this.#namespace.toUser(name.value) ?? []) : [],
    )
    this.#emit({ kind: 'keys', keys })
  }

  #emit(touched: Touched): void {
    for (const listener of [...this.#listeners]) listener(touched)
  }
}
