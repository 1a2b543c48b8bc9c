import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode, type Reply } from '@keyspace/redis-lang'
import { EngineUnavailable } from '../engine.ts'
import {
  newCounts,
  PlatformConnection,
  type Command,
  type ConnectionCounts,
  type Patience,
} from './connection.ts'
import { endpointId, type Access, type Endpoint } from './redis-url.ts'
import { RespSocket, type RespSocketHandlers } from './resp-socket.ts'
import { redirectOf, Topology } from './topology.ts'

/** How often one command is sent again: after a redirect, or while a cluster sorts itself out. */
const TRIES = 6
const PAUSE_MS = 50

const passing = new Set(['TRYAGAIN', 'CLUSTERDOWN', 'LOADING', 'MASTERDOWN', 'READONLY'])

/** The platform's way to all servers of REDIS_URL: one, or the masters of a cluster. */
export class Fleet {
  readonly counts: ConnectionCounts = newCounts()
  /** A server may have been restarted. */
  onLost: () => void = () => undefined
  readonly #access: Access
  readonly #patience: Patience
  readonly #nodes = new Map<string, PlatformConnection>()
  #topology: Topology
  #discovering: Promise<void> | undefined
  #closed = false

  constructor(access: Access, patience: Patience) {
    this.#access = access
    this.#patience = patience
    this.#topology = Topology.single(access.seed)
  }

  get isCluster(): boolean {
    return this.#topology.isCluster
  }

  get masters(): readonly Endpoint[] {
    return this.#topology.masters
  }

  /** Learns which master holds which slots. @throws {EngineUnavailable} when no server answers. */
  discover(): Promise<void> {
    this.#discovering ??= this.#askForSlots().finally(() => {
      this.#discovering = undefined
    })
    return this.#discovering
  }

  masterOf(slot: number): Endpoint {
    const master = this.#topology.masterOf(slot)
    if (master === undefined)
      throw new EngineUnavailable('The Redis Cluster does not cover every slot.')
    return master
  }

  /** What a redirect told; the whole map is asked for again in the background. */
  moved(slot: number, to: Endpoint): void {
    this.#topology.move(slot, to)
    this.discover().catch(() => undefined)
  }

  node(endpoint: Endpoint): PlatformConnection {
    const id = endpointId(endpoint)
    const known = this.#nodes.get(id)
    if (known) return known
    const [access, patience, counts] = [this.#access, this.#patience, this.counts]
    const onLost = (): void => this.onLost()
    const node = new PlatformConnection({ endpoint, access, patience, counts, onLost })
    if (this.#closed) node.close()
    this.#nodes.set(id, node)
    return node
  }

  /** A socket of its own, not logged in. */
  open(endpoint: Endpoint, handlers: RespSocketHandlers): RespSocket {
    return new RespSocket(endpoint, this.#access.tls, handlers)
  }

  get connectMs(): number {
    return this.#patience.connectMs
  }

  /** The command that logs the platform in; undefined when none is needed. */
  get login(): Command | undefined {
    const { login } = this.#access
    return login && ['AUTH', login.user, login.password]
  }

  /** Asks the master of a slot and follows where the cluster sends us. @throws {EngineUnavailable} */
  async askSlot(slot: number, commands: readonly Command[]): Promise<readonly Reply[]> {
    const first = await this.#askMaster(slot, commands)
    const replies = [...first.replies]
    for (const [at, reply] of first.replies.entries()) {
      const command = commands[at]
      if (command) replies[at] = await this.#follow(slot, command, reply, first.asked)
    }
    return replies
  }

  close(): void {
    this.#closed = true
    for (const node of this.#nodes.values()) node.close()
  }

  async #askMaster(
    slot: number,
    commands: readonly Command[],
  ): Promise<{ asked: Endpoint; replies: readonly Reply[] }> {
    const asked = this.masterOf(slot)
    try {
      return { asked, replies: await this.node(asked).askAll(commands) }
    } catch (error) {
      if (!this.isCluster) throw error
      await this.discover()
      const next = this.masterOf(slot)
      if (endpointId(next) === endpointId(asked)) throw error
      return { asked: next, replies: await this.node(next).askAll(commands) }
    }
  }

  async #follow(slot: number, command: Command, first: Reply, from: Endpoint): Promise<Reply> {
    let [reply, asked] = [first, from]
    for (let tries = 1; tries < TRIES; tries++) {
      const redirect = redirectOf(reply, asked)
      if (redirect?.kind === 'ask') {
        const [, answer] = await this.node(redirect.to).askAll([['ASKING'], command])
        asked = redirect.to
        reply = answer ?? { kind: 'nil' }
        continue
      }
      if (redirect) this.moved(slot, redirect.to)
      else if (reply.kind !== 'error' || !passing.has(errorCode(reply.value))) return reply
      else await sleep(PAUSE_MS * tries)
      const again = await this.#askMaster(slot, [command])
      asked = again.asked
      reply = again.replies[0] ?? { kind: 'nil' }
    }
    return reply
  }

  async #askForSlots(): Promise<void> {
    const known = [...this.#topology.masters, this.#access.seed]
    let failure: unknown
    for (const asked of new Map(known.map((one) => [endpointId(one), one])).values()) {
      try {
        const reply = await this.node(asked).ask(['CLUSTER', 'SLOTS'])
        this.#topology = Topology.fromSlots(reply, asked) ?? this.#withoutSlots(reply)
        return
      } catch (error) {
        failure = error
      }
    }
    throw failure
  }

  #withoutSlots(reply: Reply): Topology {
    const isSingle = reply.kind === 'error' && reply.value.includes('cluster support disabled')
    if (isSingle) return Topology.single(this.#access.seed)
    const said = reply.kind === 'error' ? reply.value : 'no list of slots'
    throw new EngineUnavailable(`The shared Redis does not tell whether it is a cluster (${said}).`)
  }
}
