import { ReplyDecoder, encodeCommand, type Argv, type Reply } from '@keyspace/redis-lang'
import { boundBlocking } from './session/bound-blocking.ts'
import { unclosed } from './session/unclosed.ts'
import type { ClientPort } from './session/client-port.ts'
import { Session } from './session.ts'
import type { ClientSession, SessionHome } from './session/session-home.ts'
import { SandboxError } from './sandbox-error.ts'

export interface Executed {
  readonly replies: readonly Reply[]
  /** From the first byte sent to the last reply. */
  readonly micros: number
  readonly roundTrips: number
}

/** Bytes of all replies of one request together. */
const REPLY_BUDGET = 4 << 20

/** A client that collects the replies to a known number of commands. */
class Collector implements ClientPort {
  readonly address = '127.0.0.1:0'
  readonly bufferedBytes = 0
  readonly done: Promise<readonly Reply[]>
  readonly #decoder = new ReplyDecoder()
  readonly #replies: Reply[] = []
  readonly #wanted: number
  #resolve: (replies: readonly Reply[]) => void = () => undefined
  #reject: (error: Error) => void = () => undefined

  constructor(wanted: number) {
    this.#wanted = wanted
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  send(bytes: Uint8Array): void {
    this.#decoder.push(bytes)
    for (let reply = this.#decoder.next(); reply; reply = this.#decoder.next()) {
      if (reply.kind !== 'push') this.#replies.push(reply)
    }
    if (this.#replies.length >= this.#wanted) this.#resolve(this.#replies)
  }

  end(): void {
    this.#reject(new SandboxError('gone', 'The sandbox was closed or reset while the command ran.'))
  }

  pause(): void {
    // What is to be sent has been handed over already.
  }

  resume(): void {
    // As above.
  }
}

/** Runs commands in a session of their own. */
export async function runRequest(
  home: SessionHome & { join(session: ClientSession): string | undefined },
  commands: readonly Argv[],
): Promise<Executed> {
  const refusals = unclosed(commands)
  const sent = boundBlocking(commands.filter((_command, at) => !refusals.has(at)))
  const startedAt = performance.now()
  const answered = sent.length === 0 ? [] : await collect(home, sent)
  const micros = Math.round((performance.now() - startedAt) * 1_000)
  let next = 0
  const replies = commands.map((_command, at): Reply => {
    const refusal = refusals.get(at)
    if (refusal !== undefined) return { kind: 'error', value: refusal }
    return answered[next++] ?? { kind: 'error', value: 'ERR This command was not answered.' }
  })
  return { replies, micros, roundTrips: 1 }
}

async function collect(
  home: SessionHome & { join(session: ClientSession): string | undefined },
  commands: readonly Argv[],
): Promise<readonly Reply[]> {
  const port = new Collector(commands.length)
  const session = new Session({ port, home, door: { enter: () => ({ refusal: '' }) } })
  const refusal = home.join(session)
  try {
    if (refusal !== undefined) throw new SandboxError('gone', refusal)
    session.limitReplies(REPLY_BUDGET)
    session.receive(Buffer.concat(commands.map((argv) => encodeCommand(argv))))
    return await port.done
  } finally {
    session.close()
  }
}
