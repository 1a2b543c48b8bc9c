import { Unanswered } from '../probes/probe.ts'
import type { SeededRandom } from '../seeded-random.ts'
import {
  clientThatSends,
  learnerClient,
  type Exchange,
  type LearnerClient,
} from './learner-client.ts'

export interface CrowdOptions {
  readonly port: number
  readonly random: SeededRandom
  /** Addresses that other checks had; those of this crowd are added. */
  readonly used: Set<string>
  /** Milliseconds for one answer. */
  readonly answerMs: number
  /** The longest that anybody waits for an answer, in milliseconds. */
  readonly patienceMs: number
}

/** The users of one check, each with an address of their own. */
export class Crowd {
  readonly exchanges: Exchange[] = []
  /** Requests without an answer so far. */
  readonly pending = new Set<Promise<Exchange>>()
  readonly #options: CrowdOptions
  readonly #clients: LearnerClient[] = []

  constructor(options: CrowdOptions) {
    this.#options = options
  }

  /** A user who throws {@link Unanswered} where no answer comes. */
  client(): LearnerClient {
    const client = this.patientClient(this.#options.answerMs)
    const insist = (exchange: Exchange): Exchange => {
      if (exchange.status === undefined) throw new Unanswered(exchange)
      return exchange
    }
    return clientThatSends(async (request) => insist(await client.send(request)), client)
  }

  /** A user whose requests may stay without an answer; milliseconds. */
  patientClient(answerMs: number): LearnerClient {
    const { port, random, patienceMs } = this.#options
    const client = learnerClient({
      port,
      address: this.#freshAddress(),
      answerMs: Math.min(answerMs, patienceMs),
      forwardedFor: () => someAddress(random),
      onExchange: (exchange) => void this.exchanges.push(exchange),
    })
    this.#clients.push(client)
    const track = (request: Promise<Exchange>): Promise<Exchange> => {
      this.pending.add(request)
      void request.finally(() => this.pending.delete(request))
      return request
    }
    return clientThatSends((request) => track(client.send(request)), client)
  }

  /** True when there were requests, and not one was answered. */
  get metSilence(): boolean {
    const { exchanges } = this
    return exchanges.length > 0 && exchanges.every(({ status }) => status === undefined)
  }

  close(): void {
    for (const client of this.#clients) client.close()
  }

  #freshAddress(): string {
    const { random, used } = this.#options
    for (;;) {
      const candidate = someAddress(random)
      if (used.has(candidate)) continue
      used.add(candidate)
      return candidate
    }
  }
}

/** One of the machine's own addresses, 127.0.0.2 and up: for the submission each is another user. */
function someAddress(random: SeededRandom): string {
  return `127.${random.int(0, 250)}.${random.int(0, 250)}.${random.int(2, 250)}`
}
