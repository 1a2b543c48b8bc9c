import { gradeReport } from '@keyspace/grader'
import { z } from 'zod'

const record = z.strictObject({
  id: z.string(),
  /** Id of an exam or a task. */
  assignment: z.string(),
  /** By whom the queue is fair: what the browser calls itself, or an address. */
  learner: z.string(),
  name: z.string(),
  code: z.string(),
  /** ISO 8601, UTC. */
  submittedAt: z.iso.datetime(),
  /** How often a grading was begun; our own trouble is tried once more. */
  tries: z.int().min(0),
  gradedAt: z.iso.datetime().nullable(),
  report: gradeReport.nullable(),
  certificate: z.string().nullable(),
})
export type SubmissionRecord = z.infer<typeof record>

/** A submission as it is kept. It is written down before its sender hears that it was accepted. */
export const submissionRecord = z.preprocess(withAssignment, record)

/** Before lessons had tasks there were exams alone, and a record named its exam. */
function withAssignment(kept: unknown): unknown {
  if (typeof kept !== 'object' || kept === null || !('exam' in kept)) return kept
  const { exam, ...rest } = kept
  return { ...rest, assignment: exam }
}
