import type { Assignment } from './assignment.ts'
import type { GradeEvent } from './grade-event.ts'
import type { RedisChoice } from './redis/choose-redis.ts'
import type { Part } from './report.ts'

/** How a submission is started. */
export interface Submission {
  /** For people: a file, a folder or a learner's name. */
  readonly name: string
  readonly kind: 'command' | 'node' | 'typescript' | 'python' | 'lua'
  /** For the report: the command as a person would type it. */
  readonly command: string
  /** Program and arguments; it finds `PORT`, `HOST` and `REDIS_URL` in its environment. */
  readonly argv: readonly [string, ...string[]]
  readonly cwd: string
  /** Added to the small environment that every submission gets. */
  readonly env?: Readonly<Record<string, string>>
  /** Run it as this user; only root may ask for it. */
  readonly uid?: number
  readonly gid?: number
}

export interface GradeOptions {
  /** Slug of the exam, `rate-limiter-leaderboard`, or a task of somebody's own. */
  readonly assignment: string | Assignment
  readonly submission: Submission
  /** On what it is graded; a server program when there is one, by default. */
  readonly redis?: RedisChoice
  /** Milliseconds until the submission must listen; 15,000 by default. */
  readonly startupMs?: number
  /** Milliseconds for one answer; 5,000 by default. */
  readonly answerMs?: number
  /** Milliseconds for the whole grading; 60,000 by default. */
  readonly timeoutMs?: number
  /** Resident memory of everything the submission started, in bytes; 512 MiB by default. */
  readonly memoryBytes?: number
  /** The random values come from it; a new one each run by default. */
  readonly seed?: string
  readonly parts?: readonly Part[]
  readonly onEvent?: (event: GradeEvent) => void
  /** Ends the grading; it then rejects with the signal's reason, with nothing left behind. */
  readonly signal?: AbortSignal
}
