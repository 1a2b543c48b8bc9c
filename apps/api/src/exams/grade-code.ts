import { randomInt } from 'node:crypto'
import { grade } from '@keyspace/grader'
import { bundleSubmission, untrustedSubmission } from '@keyspace/grader/untrusted'
import type { GradeCode } from './exam-service.ts'

/** A stranger's program gets less time than one that an instructor grades. Milliseconds, bytes. */
const LIMITS = { startupMs: 8_000, timeoutMs: 20_000, memoryBytes: 384 * 1024 * 1024 }

/** Users that no person, package or sandbox has: below the block of the sandboxes. */
const FIRST_USER = 1_890_000_000
const USERS = 9_000_000

function freshUser(): number | undefined {
  return process.getuid?.() === 0 ? FIRST_USER + randomInt(USERS) : undefined
}

/** Grades a submission as what it is: a stranger's program. */
export const gradeCode: GradeCode = async (record, onEvent, signal) => {
  const bundled = await bundleSubmission(record.code)
  if (!bundled.ok) throw new Error('what compiled when it was accepted does not compile')
  const untrusted = await untrustedSubmission({
    name: record.name === '' ? record.learner : record.name,
    js: bundled.js,
    user: freshUser(),
  })
  try {
    return await grade({
      assignment: record.exam,
      submission: untrusted.submission,
      onEvent,
      signal,
      ...LIMITS,
    })
  } finally {
    await untrusted.dispose()
  }
}
