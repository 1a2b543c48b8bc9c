import { randomInt } from 'node:crypto'
import { grade } from '@keyspace/grader'
import { untrustedSubmission } from '@keyspace/grader/untrusted'
import type { AssignmentShelf } from './assignment-shelf.ts'
import type { GradeCode } from './submission-service.ts'

/** A stranger's program gets less time than one that an instructor grades. Milliseconds, bytes. */
const LIMITS = { startupMs: 8_000, timeoutMs: 20_000, memoryBytes: 384 * 1024 * 1024 }

/** Users that no person, package or sandbox has: below the block of the sandboxes. */
const FIRST_USER = 1_890_000_000
const USERS = 9_000_000

function freshUser(): number | undefined {
  return process.getuid?.() === 0 ? FIRST_USER + randomInt(USERS) : undefined
}

/** Grades submissions as what they are: strangers' programs. */
export function createGrading(assignments: Pick<AssignmentShelf, 'find'>): GradeCode {
  return async (record, onEvent, signal) => {
    const assignment = assignments.find(record.assignment)
    if (assignment === undefined) throw new Error(`there is no ${record.assignment} any more`)
    const bundled = await assignment.bundle(record.code)
    if (!bundled.ok) throw new Error('what compiled when it was accepted does not compile')
    const untrusted = await untrustedSubmission({
      name: record.name === '' ? record.learner : record.name,
      js: bundled.js,
      user: freshUser(),
    })
    try {
      return await grade({
        ...assignment.grading,
        submission: { ...untrusted.submission, ...assignment.submission },
        onEvent,
        signal,
        ...LIMITS,
      })
    } finally {
      await untrusted.dispose()
    }
  }
}
