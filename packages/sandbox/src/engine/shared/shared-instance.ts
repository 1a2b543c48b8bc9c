import { randomBytes } from 'node:crypto'
import { type Argv, type Reply } from '@keyspace/redis-lang'
import type { Emulated, Namespace } from '../../namespace/index.ts'
import { latin1 } from '../../policy/argument.ts'
import type { EngineLog } from '../engine-log.ts'
import {
  EngineUnavailable,
  type ConnectionHandlers,
  type EngineConnection,
  type InstanceEnd,
  type RedisInstance,
  type Touched,
} from '../engine.ts'
import { AdminConnection } from './admin-connection.ts'
import type { Command } from './connection.ts'
import { emulate } from './emulate.ts'
import type { Fleet } from './fleet.ts'
import { allowPatterns, setUser } from './learner-acl.ts'
import { LearnerConnection, type LearnerHome } from './learner-connection.ts'
import type { LinkHandlers } from './learner-route.ts'
import { LearnerLink, LoginRefused } from './learner-link.ts'
import { leaseKey } from './lease.ts'
import { flushNamespace } from './namespace-keys.ts'
import { endpointId, type Endpoint } from './redis-url.ts'
import { slotOf } from './slot.ts'
import { TouchedKeys } from './touched-keys.ts'

/** Patterns that one sandbox may ever subscribe to; each stays in its user's rules. */
const MOST_PATTERNS = 200

export interface SharedInstanceOptions {
  readonly fleet: Fleet
  readonly namespace: Namespace
  /** For how long the namespace stays when nobody renews it, in milliseconds. */
  readonly leaseMs: number
  readonly log: EngineLog
}

/** One namespace on the shared Redis: a prefix, a user that is confined to it, and a lease. */
export class SharedInstance implements RedisInstance, LearnerHome {
  readonly kind = 'shared'
  readonly namespace: Namespace
  readonly ended: Promise<InstanceEnd>
  readonly #options: SharedInstanceOptions
  readonly #fleet: Fleet
  readonly #slot: number
  readonly #password = randomBytes(24).toString('hex')
  /** Tells our lease from one that somebody else wrote. */
  readonly #nonce = randomBytes(12).toString('hex')
  readonly #touched: TouchedKeys
  readonly #connections = new Set<LearnerConnection>()
  readonly #patterns = new Set<string>()
  /** Which servers know the user, and since which connect of ours. */
  readonly #userOn = new Map<string, { endpoint: Endpoint; generation: number }>()
  #end: (end: InstanceEnd) => void = () => undefined
  #killed: Promise<void> | undefined

  constructor(options: SharedInstanceOptions) {
    this.#options = options
    this.#fleet = options.fleet
    this.namespace = options.namespace
    this.#slot = slotOf(options.namespace.name)
    this.#touched = new TouchedKeys(options.fleet, options.namespace, this.#slot)
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  /** Takes the lease, then makes the user. @throws {EngineUnavailable} */
  async open(): Promise<void> {
    const { leaseMs } = this.#options
    const lease = ['SET', leaseKey(this.namespace), this.#nonce, 'NX', 'PX', String(leaseMs)]
    const [taken] = await this.askAll([lease])
    if (taken?.kind !== 'status') {
      const said = taken?.kind === 'error' ? taken.value : 'the lease was not given'
      throw new EngineUnavailable(`The shared Redis takes no new sandbox (${said}).`)
    }
    await this.#letIn(this.#fleet.masterOf(this.#slot))
  }

  connect(handlers: ConnectionHandlers): EngineConnection {
    const connection = new LearnerConnection(this, handlers)
    this.#connections.add(connection)
    return connection
  }

  connectAdmin(handlers: ConnectionHandlers): EngineConnection {
    return new AdminConnection(this, handlers)
  }

  onTouched(listener: (touched: Touched) => void): () => void {
    return this.#touched.listen(listener)
  }

  kill(): Promise<void> {
    this.#killed ??= this.#remove()
    return this.#killed
  }

  /** Renews the lease; false when the server has lost it, and the keys with it. */
  async renew(): Promise<boolean> {
    const key = leaseKey(this.namespace)
    const [held] = await this.askAll([
      ['GET', key],
      ['PEXPIRE', key, String(this.#options.leaseMs)],
    ])
    if (held?.kind === 'error')
      throw new EngineUnavailable(`The lease was not read (${held.value}).`)
    return held?.kind === 'bulk' && latin1(held.value) === this.#nonce
  }

  /** Its keys are gone. */
  lost(detail: string): void {
    if (this.#killed) return
    this.#end({ cause: 'crashed', detail })
    this.#closeAll()
  }

  // ── for its connections ─────────────────────────────────────────────────────────────────────

  readonly askAll = (commands: readonly Command[]): Promise<readonly Reply[]> =>
    this.#fleet.askSlot(this.#slot, commands)

  emulate(command: Emulated, argv: Argv): Promise<Reply> {
    const { namespace, askAll } = this
    return emulate(command, argv, { namespace, askAll, random: Math.random })
  }

  async openLink(handlers: LinkHandlers, at?: Endpoint): Promise<LearnerLink> {
    const endpoint = at ?? this.#fleet.masterOf(this.#slot)
    try {
      return await this.#openAt(endpoint, handlers)
    } catch (error) {
      if (at !== undefined || !this.#fleet.isCluster) throw error
      // The master may have been replaced.
      await this.#fleet.discover()
      return this.#openAt(this.#fleet.masterOf(this.#slot), handlers)
    }
  }

  async allow(patterns: readonly Uint8Array[]): Promise<string | undefined> {
    const fresh = patterns.filter((pattern) => !this.#patterns.has(latin1(pattern)))
    if (fresh.length === 0) return undefined
    if (this.#patterns.size + fresh.length > MOST_PATTERNS) {
      return `ERR This sandbox has subscribed to its limit of ${MOST_PATTERNS} different patterns.`
    }
    for (const { endpoint } of this.#userOn.values()) {
      await this.#fleet.node(endpoint).ask(allowPatterns(this.namespace, fresh))
    }
    for (const pattern of fresh) this.#patterns.add(latin1(pattern))
    return undefined
  }

  moved(slot: number, to: Endpoint): void {
    this.#fleet.moved(slot, to)
    this.#touched.relocate()
  }

  failed(error: unknown): void {
    this.#options.log.error({ err: error }, 'A connection to the shared Redis failed')
  }

  left(connection: LearnerConnection): void {
    this.#connections.delete(connection)
  }

  // ── the user ────────────────────────────────────────────────────────────────────────────────

  async #openAt(endpoint: Endpoint, handlers: LinkHandlers): Promise<LearnerLink> {
    if (this.#killed) throw new EngineUnavailable('This sandbox has ended.')
    const login = { user: this.namespace.name, password: this.#password }
    const known = this.#userOn.get(endpointId(endpoint))
    if (known?.generation !== this.#fleet.node(endpoint).generation) await this.#letIn(endpoint)
    try {
      return await LearnerLink.open(this.#fleet, endpoint, login, handlers)
    } catch (error) {
      if (!(error instanceof LoginRefused)) throw error
      await this.#letIn(endpoint)
      return LearnerLink.open(this.#fleet, endpoint, login, handlers)
    }
  }

  /** Makes the user known to a server; one that was restarted or has just become master is not told by others. */
  async #letIn(endpoint: Endpoint): Promise<void> {
    const node = this.#fleet.node(endpoint)
    const reply = await node.ask(setUser(this.namespace, this.#password, this.#patterns))
    if (reply.kind === 'error') throw noUser(reply.value)
    this.#userOn.set(endpointId(endpoint), { endpoint, generation: node.generation })
  }

  // ── the end ─────────────────────────────────────────────────────────────────────────────────

  #closeAll(): void {
    this.#touched.close()
    for (const connection of [...this.#connections]) connection.lose()
  }

  async #remove(): Promise<void> {
    this.#closeAll()
    try {
      await this.#shutOut()
      await flushNamespace(this.askAll, this.namespace)
      await this.askAll([['DEL', leaseKey(this.namespace)]])
    } catch (error) {
      const { log } = this.#options
      log.warn(
        { err: error },
        'A namespace could not be removed now; it is swept when its lease ends',
      )
    }
    this.#end({ cause: 'killed', detail: 'killed' })
  }

  /** Removes the user, which ends its connections. A server that died has forgotten it anyhow. */
  async #shutOut(): Promise<void> {
    const forgotten = await Promise.allSettled(
      [...this.#userOn.values()].map(({ endpoint }) =>
        this.#fleet.node(endpoint).ask(['ACL', 'DELUSER', this.namespace.name]),
      ),
    )
    const failed = forgotten.filter((one) => one.status === 'rejected')
    if (failed.length === forgotten.length && failed[0]) throw failed[0].reason
  }
}

function noUser(said: string): EngineUnavailable {
  if (/^(?:NOPERM|ERR unknown command)/.test(said)) {
    return new EngineUnavailable(
      'The user of REDIS_URL may not run ACL SETUSER, and the shared engine needs it to keep sandboxes apart: give it +@all, or set SANDBOX_ENGINE to dedicated or embedded.',
    )
  }
  return new EngineUnavailable(
    `The shared Redis does not take a user for a sandbox (Redis 7.0 or newer is needed): ${said}`,
  )
}
