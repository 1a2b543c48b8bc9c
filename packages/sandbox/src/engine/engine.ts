/**
 * The port that every engine implements: an engine launches instances, and an instance is something
 * that one opens RESP connections on. The session, the gateways and the observer know nothing else.
 */
export type EngineKind = 'embedded' | 'dedicated' | 'shared'

export interface Engine {
  readonly kind: EngineKind
  /**
   * A new, empty Redis for one sandbox. `user` becomes the name that ACL WHOAMI answers.
   * @throws {EngineUnavailable} when it cannot be started; the message is fit for a person.
   */
  launch(options: LaunchOptions): Promise<RedisInstance>
  /** What its instances are, where that is known; an engine without it shuts nothing in. */
  describe?(): EngineDescription
  /** What happened since the start, by name in snake case, for the operator; counts only grow. */
  counters?(): Readonly<Record<string, number>>
  /** Ends every instance and everything kept warm. Afterwards no process, worker or file is left. */
  close(): Promise<void>
}

/** How far an instance is shut in: not at all, by a user of its own, by namespaces of its own. */
export type IsolationLevel = 'none' | 'uid' | 'bwrap'

export interface EngineDescription {
  readonly isolation: IsolationLevel
}

export interface LaunchOptions {
  readonly user: string
}

/** One sandbox's Redis, running. */
export interface RedisInstance {
  readonly kind: EngineKind
  /** The process group that it runs in; undefined when it has no process of its own. */
  readonly processGroup?: number | undefined
  /** A connection as the learner: RESP2, database 0, already logged in, confined. */
  connect(handlers: ConnectionHandlers): EngineConnection
  /** A connection for the platform's own looks at the keyspace: unconfined, hidden from CLIENT LIST. */
  connectAdmin(handlers: ConnectionHandlers): EngineConnection
  /**
   * Tells which keys were written, expired or deleted, by whatever command or script, at the latest
   * right after the reply of the command that did it. Costs nothing while nobody listens.
   * @returns stops the listener.
   */
  onTouched(listener: (touched: Touched) => void): () => void
  /** Ends it at once (SIGKILL, Worker.terminate). Idempotent; resolves when nothing is left. */
  kill(): Promise<void>
  /** Resolves when the instance is gone, whoever ended it. Never rejects. */
  readonly ended: Promise<InstanceEnd>
}

/** `all` when the engine cannot name the keys (FLUSHALL, SWAPDB): look at the whole keyspace. */
export type Touched =
  { readonly kind: 'keys'; readonly keys: readonly Uint8Array[] } | { readonly kind: 'all' }

export interface InstanceEnd {
  /** `killed`: by {@link RedisInstance.kill}; `memory`: it ran out of its memory; `crashed`: anything else. */
  readonly cause: 'killed' | 'memory' | 'crashed'
  /** For the log, never for a learner. */
  readonly detail: string
}

export interface ConnectionHandlers {
  /** The chunk is the callee's to read during the call only; copy what must be kept. */
  onData(chunk: Uint8Array): void
  onClose(): void
}

export interface EngineConnection {
  /** The bytes are taken over: the caller does not change them afterwards. */
  write(bytes: Uint8Array): void
  /** Stops and resumes reading, for back pressure. */
  pause(): void
  resume(): void
  close(): void
}

export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable'
}
