import type { GradeOptions } from '@keyspace/grader'
import type { FoundAssignment } from './find-assignment.ts'
import type { GradeCommandOptions } from './options.ts'

/** What all submissions of a call have in common; the call goes before what the task says. */
export function howToGrade(
  { assignment, task }: FoundAssignment,
  { timeoutMs, startupMs, seed, engine }: GradeCommandOptions,
): Omit<GradeOptions, 'submission'> {
  const ofTask =
    task === undefined
      ? {}
      : { startupMs: task.start.startup * 1_000, answerMs: task.start.answer * 1_000 }
  return {
    assignment,
    timeoutMs,
    redis: engine,
    ...ofTask,
    ...(startupMs === undefined ? {} : { startupMs }),
    ...(seed === undefined ? {} : { seed }),
  }
}
