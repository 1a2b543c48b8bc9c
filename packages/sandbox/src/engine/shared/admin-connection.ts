import { CommandDecoder, encodeReply, type Argv, type Reply } from '@keyspace/redis-lang'
import { rewriteCommand, type Namespace } from '../../namespace/index.ts'
import { isWord } from '../../policy/argument.ts'
import { EngineUnavailable, type ConnectionHandlers, type EngineConnection } from '../engine.ts'
import { emulate } from './emulate.ts'
import { keysOf, type AskAll } from './namespace-keys.ts'

export interface AdminHome {
  readonly namespace: Namespace
  readonly askAll: AskAll
  failed(error: unknown): void
}

/**
 * The platform's looks at one namespace, in RESP2. It has no socket of its own: commands go over the
 * platform's one connection to the server, rewritten as a learner's are.
 */
export class AdminConnection implements EngineConnection {
  readonly #home: AdminHome
  readonly #handlers: ConnectionHandlers
  readonly #commands = new CommandDecoder()
  #answered: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(home: AdminHome, handlers: ConnectionHandlers) {
    this.#home = home
    this.#handlers = handlers
  }

  write(bytes: Uint8Array): void {
    this.#commands.push(bytes)
    for (let next = this.#commands.next(); next; next = this.#commands.next()) {
      const answer = this.#answer(next.argv)
      const both = Promise.all([answer, this.#answered])
      this.#answered = both
        .then(([reply]) => this.#give(reply))
        .catch((error: unknown) => this.#fail(error))
    }
  }

  /** Replies are small and asked for; there is nothing to hold back. */
  pause(): void {
    return
  }

  resume(): void {
    return
  }

  close(): void {
    this.#closed = true
  }

  #give(reply: Reply): void {
    if (!this.#closed) this.#handlers.onData(encodeReply(reply, 2))
  }

  #fail(error: unknown): void {
    if (this.#closed) return
    if (!(error instanceof EngineUnavailable)) this.#home.failed(error)
    this.#closed = true
    this.#handlers.onClose()
  }

  async #answer(argv: Argv): Promise<Reply> {
    const { namespace, askAll } = this.#home
    if (isWord(argv[0], 'info') && isWord(argv[1], 'keyspace')) return this.#keyspace()
    const rewritten = rewriteCommand(argv, namespace)
    switch (rewritten.kind) {
      case 'refuse':
      case 'fail':
        return { kind: 'error', value: rewritten.text }
      case 'emulate':
        return emulate(rewritten.command, argv, { namespace, askAll, random: Math.random })
      case 'forward': {
        const [reply] = await askAll([rewritten.argv])
        return rewritten.restore(reply ?? { kind: 'nil' })
      }
    }
  }

  async #keyspace(): Promise<Reply> {
    const count = (await keysOf(this.#home.askAll, this.#home.namespace)).length
    const line = count === 0 ? '' : `db0:keys=${count},expires=0,avg_ttl=0\r\n`
    return { kind: 'bulk', value: Buffer.from(`# Keyspace\r\n${line}`) }
  }
}
