import * as z from 'zod/mini'
import type { AssignmentName } from '../../transport/submission-api.ts'

const attempt = z.object({
  id: z.string(),
  submittedAt: z.string(),
  /** Null until it is graded, and after a grading that did not work. */
  score: z.nullable(z.number()),
  rubric: z.nullable(z.string()),
})
export type Attempt = z.infer<typeof attempt>

const keptWork = z.object({
  /** What the learner has written; null as long as it is the template. */
  code: z.nullable(z.string()),
  /** For the certificate of an exam. */
  name: z.string(),
  attempts: z.array(attempt),
})
export type KeptWork = z.infer<typeof keptWork>

const MOST_ATTEMPTS = 50

function keyOf({ kind, id }: AssignmentName): string {
  return `keyspace.${kind}.${id}`
}

function readStored(assignment: AssignmentName): KeptWork | undefined {
  try {
    const text = localStorage.getItem(keyOf(assignment))
    return text === null ? undefined : keptWork.safeParse(JSON.parse(text)).data
  } catch {
    // Storage is closed to us, or somebody else has written there.
    return undefined
  }
}

/** What this browser keeps of an exam or a task; a new start when there is nothing, or nothing readable. */
export function readKeptWork(assignment: AssignmentName): KeptWork {
  return readStored(assignment) ?? { code: null, name: '', attempts: [] }
}

/** Keeps what this tab knows together with the attempts that other tabs have made meanwhile. */
export function keepWork(assignment: AssignmentName, own: KeptWork): KeptWork {
  const stored = readStored(assignment)
  const kept = { ...own, attempts: mergeAttempts(own.attempts, stored?.attempts ?? []) }
  try {
    localStorage.setItem(keyOf(assignment), JSON.stringify(kept))
  } catch {
    // Storage is closed to us or full: it lasts as long as the page.
  }
  return kept
}

/** The graded attempt with the highest score, the newest of several; undefined when none is graded. */
export function bestAttempt(
  attempts: readonly Attempt[],
): { readonly score: number; readonly rubric: string } | undefined {
  const graded = attempts.flatMap(({ score, rubric }) =>
    score === null || rubric === null ? [] : [{ score, rubric }],
  )
  const highest = Math.max(...graded.map(({ score }) => score))
  return graded.find(({ score }) => score === highest)
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
