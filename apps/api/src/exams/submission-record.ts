import { gradeReport } from '@keyspace/grader'
import { z } from 'zod'

/** A submission as it is kept. It is written down before its sender hears that it was accepted. */
export const submissionRecord = z.strictObject({
  id: z.string(),
  exam: z.string(),
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
export type SubmissionRecord = z.infer<typeof submissionRecord>
