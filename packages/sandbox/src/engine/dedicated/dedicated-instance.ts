import type { ConnectionHandlers, EngineConnection, RedisInstance, Touched } from '../engine.ts'
import { ask, type Open } from './ask.ts'
import { createLearner } from './learner-acl.ts'
import type { LiveServer } from './launch-server.ts'
import { openConnection } from './socket-connection.ts'
import { TouchedKeys } from './touched-keys.ts'

/**
 * Gives a server to its learner.
 * @throws Error when the server refuses the user's name or dies meanwhile.
 */
export async function claimServer(server: LiveServer, user: string): Promise<RedisInstance> {
  const asPlatform: Open = (handlers) =>
    openConnection(server.socketPath, server.platform, handlers)
  const [created] = await ask(asPlatform, [createLearner(user)])
  if (created?.kind !== 'status') {
    throw new Error(created?.kind === 'error' ? created.value : 'ACL SETUSER was not answered')
  }
  return new DedicatedInstance(server, user, asPlatform)
}

class DedicatedInstance implements RedisInstance {
  readonly kind = 'dedicated'
  readonly ended: RedisInstance['ended']
  readonly #server: LiveServer
  readonly #user: string
  readonly #asPlatform: Open
  readonly #touched: TouchedKeys

  constructor(server: LiveServer, user: string, asPlatform: Open) {
    this.#server = server
    this.#user = user
    this.#asPlatform = asPlatform
    this.#touched = new TouchedKeys(asPlatform)
    this.ended = server.ended
  }

  get processGroup(): number | undefined {
    return this.#server.pid
  }

  connect(handlers: ConnectionHandlers): EngineConnection {
    const login = { user: this.#user, password: 'none-needed' }
    return openConnection(this.#server.socketPath, login, handlers)
  }

  connectAdmin(handlers: ConnectionHandlers): EngineConnection {
    return this.#asPlatform(handlers)
  }

  onTouched(listener: (touched: Touched) => void): () => void {
    return this.#touched.listen(listener)
  }

  async kill(): Promise<void> {
    this.#touched.close()
    await this.#server.kill()
  }
}
