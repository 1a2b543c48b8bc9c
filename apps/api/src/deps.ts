import type { UpgradeWebSocket } from 'hono/ws'
import type { SandboxService } from '@keyspace/sandbox'
import type { Config } from './config.ts'
import type { Exams } from './exams/open-exams.ts'
import type { LessonShelf } from './lesson-shelf.ts'
import type { Log } from './log.ts'
import type { ApiMetrics } from './metrics/api-metrics.ts'
import type { Readiness } from './readiness.ts'

/** Everything that the routes work with; `app.ts` is a function of it. */
export interface Deps {
  readonly config: Pick<
    Config,
    | 'allowedHosts'
    | 'allowedOrigins'
    | 'embedOrigins'
    | 'isPublic'
    | 'trustsProxy'
    | 'respPublicHost'
  >
  readonly service: SandboxService
  readonly readiness: Readiness
  readonly lessons: LessonShelf
  readonly exams: Exams
  readonly metrics: ApiMetrics
  readonly log: Log
  /** The port that respUrl names. */
  readonly respPort: number
  /** Folder of the built web app. */
  readonly webRoot: string
  readonly upgradeWebSocket: UpgradeWebSocket
  /** Milliseconds, monotonic. */
  readonly now: () => number
}
