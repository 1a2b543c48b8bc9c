import * as z from 'zod/mini'

/** Of a submission's text, in characters; the whole body is held to 64 KB. */
export const MOST_CODE = 48_000

/**
 * Body of `POST /api/exams/:slug/submissions` and `POST /api/tasks/:id/submissions`. `learner` is an id that a browser has made up for
 * itself: the queue is fair by it. `name` is what a certificate shows.
 */
export const submissionRequest = z.strictObject({
  code: z.string().check(z.minLength(1), z.maxLength(MOST_CODE)),
  learner: z.optional(z.string().check(z.regex(/^[\w-]{8,64}$/))),
  name: z.optional(z.string().check(z.trim(), z.maxLength(80))),
})
export type SubmissionRequest = z.infer<typeof submissionRequest>

const text = z.object({ en: z.string(), ru: z.string() })

/** A check that has been made, while the others go on. */
export const checkProgress = z.object({
  id: z.string(),
  title: text,
  verdict: z.enum(['pass', 'fail', 'error']),
  points: z.int(),
  maxPoints: z.int(),
})
export type CheckProgress = z.infer<typeof checkProgress>

/** Body of `GET /api/submissions/:id`, without the report, whose shape is the grader's. */
export const submissionState = z.object({
  id: z.string(),
  /** Id of an exam or a task. */
  assignment: z.string(),
  state: z.enum(['queued', 'running', 'graded']),
  /** How many submissions are graded before this one, and 0 when it is the next; null when it is not waiting. */
  ahead: z.nullable(z.int().check(z.minimum(0))),
  /** ISO 8601, UTC. */
  submittedAt: z.string(),
  gradedAt: z.nullable(z.string()),
  /** Code of the certificate; null without a pass. */
  certificate: z.nullable(z.string()),
})
export type SubmissionState = z.infer<typeof submissionState>

/** What `GET /api/submissions/:id/events` sends, one JSON text an event; `graded` is the last. */
export const submissionEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queued'), ahead: z.int() }),
  z.object({
    kind: z.literal('running'),
    checks: z.array(z.object({ id: z.string(), title: text })),
  }),
  z.object({ kind: z.literal('check'), check: checkProgress }),
  z.object({ kind: z.literal('graded') }),
])
export type SubmissionEvent = z.infer<typeof submissionEvent>

/** Body of `GET /api/certificates/:code`. */
export const certificate = z.object({
  code: z.string(),
  exam: z.string(),
  title: text,
  name: z.string(),
  score: z.number(),
  rubric: z.string(),
  /** ISO 8601, UTC. */
  gradedAt: z.string(),
})
export type Certificate = z.infer<typeof certificate>
