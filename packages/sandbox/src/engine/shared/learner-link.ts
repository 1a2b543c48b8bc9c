import { encodeCommand, type Reply } from '@keyspace/redis-lang'
import { Pieces } from '../../pieces.ts'
import { EngineUnavailable } from '../engine.ts'
import type { Fleet } from './fleet.ts'
import type { Endpoint } from './redis-url.ts'
import type { RespSocket } from './resp-socket.ts'

interface LearnerLinkHandlers {
  onReply(reply: Reply): void
  onClose(): void
}

/** A socket on which a namespace's user is logged in. */
export class LearnerLink {
  readonly endpoint: Endpoint
  readonly #socket: RespSocket
  readonly #pieces = new Pieces()
  #skip = 0

  private constructor(endpoint: Endpoint, socket: RespSocket) {
    this.endpoint = endpoint
    this.#socket = socket
  }

  /** @throws {LoginRefused} when the server does not know the user; {@link EngineUnavailable} else. */
  static open(
    fleet: Fleet,
    endpoint: Endpoint,
    login: { readonly user: string; readonly password: string },
    handlers: LearnerLinkHandlers,
  ): Promise<LearnerLink> {
    return new Promise((resolve, reject) => {
      let state: 'waiting' | 'open' | 'failed' = 'waiting'
      const fail = (error: Error): void => {
        if (state !== 'waiting') return
        state = 'failed'
        clearTimeout(timer)
        socket.close()
        reject(error)
      }
      const socket = fleet.open(endpoint, {
        onReply: (reply) => {
          if (state === 'open') {
            if (link.#skip > 0 && reply.kind !== 'push') link.#skip -= 1
            else handlers.onReply(reply)
          } else if (reply.kind === 'status') {
            state = 'open'
            clearTimeout(timer)
            resolve(link)
          } else fail(new LoginRefused())
        },
        onClose: (reason) => {
          if (state === 'open') handlers.onClose()
          else fail(new EngineUnavailable(`The shared Redis does not answer (${reason}).`))
        },
      })
      const link = new LearnerLink(endpoint, socket)
      const timer = setTimeout(
        () => fail(new EngineUnavailable('The shared Redis does not answer in time.')),
        fleet.connectMs,
      )
      socket.write(encodeCommand(['AUTH', login.user, login.password]))
    })
  }

  /** The reply of the next command that is added is nobody's. Only before anything else is sent. */
  skipReply(): void {
    this.#skip += 1
  }

  /** Gathers a command; `flush` sends. */
  add(raw: Uint8Array): void {
    this.#pieces.add(raw, 0, raw.length)
  }

  flush(): void {
    const bytes = this.#pieces.take()
    if (bytes !== undefined) this.#socket.write(bytes)
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  close(): void {
    this.#socket.close()
  }
}

/** The server has forgotten the user, as one that was restarted has. */
export class LoginRefused extends Error {
  override readonly name = 'LoginRefused'
}
