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

function readStored(exam: string): KeptExam | undefined {
  try {
    const text = localStorage.getItem(keyOf(exam))
    return text === null ? undefined : keptExam.safeParse(JSON.parse(text)).data
  } catch {
    // Storage is closed to us, or somebody else has written there.
    return undefined
  }
}

/** What this browser keeps of an exam; a new learner when there is nothing, or nothing readable. */
export function readKeptExam(exam: string): KeptExam {
  const fresh = { learner: crypto.randomUUID(), code: null, name: '', attempts: [] }
  return readStored(exam) ?? fresh
}

/** Keeps what this tab knows together with the attempts that other tabs have made meanwhile. */
export function keepExam(exam: string, own: KeptExam): KeptExam {
  const stored = readStored(exam)
  const kept = { ...own, attempts: mergeAttempts(own.attempts, stored?.attempts ?? []) }
  try {
    localStorage.setItem(keyOf(exam), JSON.stringify(kept))
  } catch {
    // Storage is closed to us or full: it lasts as long as the page.
  }
  return kept
}

/** Each attempt once, the newest first; a grade is never taken back. */
export function mergeAttempts(own: readonly Attempt[], others: readonly Attempt[]): Attempt[] {
  const byId = new Map(others.map((one) => [one.id, one]))
  for (const one of own) {
    const other = byId.get(one.id)
    byId.set(one.id, one.score === null && other !== undefined ? other : one)
  }
  return [...byId.values()]
    .sort((a, b) => (a.submittedAt < b.submittedAt ? 1 : -1))
    .slice(0, MOST_ATTEMPTS)
}
