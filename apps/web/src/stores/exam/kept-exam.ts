import * as z from 'zod/mini'

const attempt = z.object({
  id: z.string(),
  submittedAt: z.string(),
  /** Null until it is graded, and after a grading that did not work. */
  score: z.nullable(z.number()),
  rubric: z.nullable(z.string()),
})
export type Attempt = z.infer<typeof attempt>

const keptExam = z.object({
  /** What this browser calls itself in the queue. */
  learner: z.string(),
  /** What the learner has written; null as long as it is the template. */
  code: z.nullable(z.string()),
  /** For the certificate. */
  name: z.string(),
  attempts: z.array(attempt),
})
export type KeptExam = z.infer<typeof keptExam>

const MOST_ATTEMPTS = 50

function keyOf(exam: string): string {
  return `keyspace.exam.${exam}`
}

/** What this browser keeps of an exam; a new learner when there is nothing, or nothing readable. */
export function readKeptExam(exam: string): KeptExam {
  try {
    const text = localStorage.getItem(keyOf(exam))
    const kept = text === null ? undefined : keptExam.safeParse(JSON.parse(text)).data
    if (kept !== undefined) return kept
  } catch {
    // Storage is closed to us, or somebody else has written there.
  }
  return { learner: crypto.randomUUID(), code: null, name: '', attempts: [] }
}

export function keepExam(exam: string, kept: KeptExam): void {
  try {
    const attempts = kept.attempts.slice(0, MOST_ATTEMPTS)
    localStorage.setItem(keyOf(exam), JSON.stringify({ ...kept, attempts }))
  } catch {
    // Storage is closed to us or full: it lasts as long as the page.
  }
}
