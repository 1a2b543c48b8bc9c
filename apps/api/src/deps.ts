import type { UpgradeWebSocket } from 'hono/ws'
import type { SandboxService } from '@keyspace/sandbox'
import type { Config } from './config.ts'
import type { LessonShelf } from './lesson-shelf.ts'
import type { Log } from './log.ts'
import type { ApiMetrics } from './metrics/api-metrics.ts'
import type { Readiness } from './readiness.ts'
import type { AssignmentShelf } from './submissions/assignment-shelf.ts'
import type { Submissions } from './submissions/open-submissions.ts'

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
  readonly assignments: AssignmentShelf
  readonly submissions: Submissions
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
