import type { Exchange, LearnerClient } from '../http/learner-client.ts'
import type { RedisAdmin } from '../redis/redis-admin.ts'
import type { Evidence, Remediation, Text } from '../report.ts'
import type { SeededRandom } from '../seeded-random.ts'
import type { SpyProxy } from '../wire/spy-proxy.ts'

/** One check of an exam: what it is worth, what it expects, and how it finds out. */
export interface Probe {
  /** Stable; other tools rely on it. */
  readonly id: string
  /** The exam's numbered requirement that it proves, from 1. */
  readonly task: number
  readonly points: number
  readonly title: Text
  /** Continues "Expected: …". */
  readonly expected: Text
  readonly teaches: Remediation
  /** It looks at the first requests that the submission ever gets. */
  readonly needsFreshStart?: true
  /**
   * What the next check must not suffer from: connections that the submission has to open again, or
   * writes that a submission that failed may still be busy with.
   */
  readonly leaves?: 'broken-connections' | 'work-when-failed'
  /** Asked with GET to see whether it is back after its connections broke; `/top` unless given. */
  readonly asks?: string
  /** Throws {@link Unanswered} through a client; every other throw is our own trouble. */
  run(scene: Scene): Promise<Finding>
}

export interface Finding {
  readonly verdict: 'pass' | 'fail'
  /** Continues "Got: …". */
  readonly got: Text
  /** In place of the probe's own, when random values belong into it. */
  readonly expected?: Text
  readonly remarks?: readonly Text[]
  readonly evidence: readonly Evidence[]
}

/** What a probe works with: the submission running, an emptied Redis, and nobody else around. */
export interface Scene {
  readonly random: SeededRandom
  readonly wire: SpyProxy
  readonly redis: RedisAdmin
  /** When the check began, in milliseconds of `performance.now()`. */
  readonly startedAt: number
  /** Every request of this check so far. */
  readonly exchanges: readonly Exchange[]
  /** A user with an address of their own. It throws {@link Unanswered} where no answer comes. */
  client(): LearnerClient
  /** A user whose requests may stay without an answer; milliseconds. */
  patientClient(answerMs: number): LearnerClient
  /** A new, empty server on the same address; connections end and are refused meanwhile. */
  restartRedis(): Promise<void>
  /** The submission ended by itself since the check began. */
  crashed(): boolean
}

/** A request got no answer; the submission is judged by that. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered'
  readonly exchange: Exchange

  constructor(exchange: Exchange) {
    super(`${exchange.method} ${exchange.path}: ${exchange.trouble ?? 'no answer'}`)
    this.exchange = exchange
  }
}
