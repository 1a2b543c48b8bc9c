import { confinement } from '@keyspace/grader/untrusted'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { openDiskStore } from './disk-store.ts'
import { EXAMS } from './exam.ts'
import { createExamService, type ExamService } from './exam-service.ts'
import { gradeCode } from './grade-code.ts'
import { openRedisStore } from './redis-store.ts'
import type { SubmissionStore } from './submission-store.ts'

const KEPT_ON_DISK = 5_000

interface ExamConfig extends Pick<Config, 'platformRedisUrl' | 'isPublic'> {
  readonly dataDir: string
}

/** The exams of this server, or one sentence on why it has none. */
export type Exams =
  | { readonly ok: true; readonly service: ExamService }
  | { readonly ok: false; readonly reason: string }

/** Never ends the start: a course without its exam is still a course. */
export async function openExams(config: ExamConfig, log: Log): Promise<Exams> {
  const reason = whyNot(config)
  if (reason !== undefined) return { ok: false, reason }
  try {
    const store = await openStore(config, log)
    const clock = (): Date => new Date()
    const service = await createExamService({ exams: EXAMS, store, grade: gradeCode, log, clock })
    return { ok: true, service }
  } catch (err) {
    log.error({ err }, 'there is no place for submissions')
    return { ok: false, reason: 'This server has no place to keep submissions.' }
  }
}

function whyNot({ isPublic }: ExamConfig): string | undefined {
  const confined = confinement()
  if (confined === undefined) return 'This server has no Deno to run submissions in.'
  if (isPublic && confined.level === 'none')
    return 'This server cannot shut strangers’ programs in.'
  return undefined
}

async function openStore(config: ExamConfig, log: Log): Promise<SubmissionStore> {
  return config.platformRedisUrl === undefined
    ? openDiskStore({ folder: join(config.dataDir, 'submissions'), keep: KEPT_ON_DISK, log })
    : openRedisStore({ url: config.platformRedisUrl, log })
}
