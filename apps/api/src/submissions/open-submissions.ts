import { confinement } from '@keyspace/grader/untrusted'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { openDiskStore } from './disk-store.ts'
import type { AssignmentShelf } from './assignment-shelf.ts'
import { createGrading } from './grade-code.ts'
import { openRedisStore } from './redis-store.ts'
import { createSubmissionService, type SubmissionService } from './submission-service.ts'
import type { SubmissionStore } from './submission-store.ts'

const KEPT_ON_DISK = 5_000

interface SubmissionConfig extends Pick<Config, 'platformRedisUrl' | 'isPublic'> {
  readonly dataDir: string
}

/** The grading of this server, or one sentence on why it has none. */
export type Submissions =
  | { readonly ok: true; readonly service: SubmissionService }
  | { readonly ok: false; readonly reason: string }

/** Never ends the start: a course whose exam cannot be handed in is still a course. */
export async function openSubmissions(
  config: SubmissionConfig,
  assignments: AssignmentShelf,
  log: Log,
): Promise<Submissions> {
  const reason = whyNot(config)
  if (reason !== undefined) return { ok: false, reason }
  try {
    const store = await openStore(config, log)
    const clock = (): Date => new Date()
    const grade = createGrading(assignments)
    const service = await createSubmissionService({ assignments, store, grade, log, clock })
    return { ok: true, service }
  } catch (err) {
    log.error({ err }, 'there is no place for submissions')
    return { ok: false, reason: 'This server has no place to keep submissions.' }
  }
}

function whyNot({ isPublic }: SubmissionConfig): string | undefined {
  const confined = confinement()
  if (confined === undefined) return 'This server has no Deno to run submissions in.'
  if (isPublic && confined.level === 'none')
    return 'This server cannot shut strangers’ programs in.'
  return undefined
}

async function openStore(config: SubmissionConfig, log: Log): Promise<SubmissionStore> {
  return config.platformRedisUrl === undefined
    ? openDiskStore({ folder: join(config.dataDir, 'submissions'), keep: KEPT_ON_DISK, log })
    : openRedisStore({ url: config.platformRedisUrl, log })
}
