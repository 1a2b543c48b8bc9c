import type { Probe } from './probes/probe.ts'
import { RATE_LIMITER_LEADERBOARD, RUNNING_ORDER } from './probes/index.ts'
import type { Text } from './report.ts'
import { say } from './say.ts'

/** An exam: its checks in the order of the report, and the order in which lanes take them. */
export interface Assignment {
  readonly id: string
  readonly title: Text
  readonly probes: readonly Probe[]
  readonly running: readonly (readonly Probe[])[]
}

export class UnknownAssignment extends Error {
  override readonly name = 'UnknownAssignment'
}

const ASSIGNMENTS: readonly Assignment[] = [
  {
    id: 'rate-limiter-leaderboard',
    title: say('Rate limiter and leaderboard', 'Rate Limiter и Leaderboard'),
    probes: RATE_LIMITER_LEADERBOARD,
    running: RUNNING_ORDER,
  },
]

/** The exams that the grader has itself. */
export function assignmentIds(): readonly string[] {
  return ASSIGNMENTS.map(({ id }) => id)
}

/** @throws UnknownAssignment */
export function findAssignment(id: string): Assignment {
  const found = ASSIGNMENTS.find((assignment) => assignment.id === id)
  if (found !== undefined) return found
  throw new UnknownAssignment(
    `There is no assignment "${id}". There is: ${assignmentIds().join(', ')}.`,
  )
}
