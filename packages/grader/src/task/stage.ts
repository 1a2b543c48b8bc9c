import type { LearnerClient } from '../http/learner-client.ts'
import { Unanswered, type Finding, type Scene } from '../probes/probe.ts'
import type { Task } from './read-task.ts'

/** What the steps of one check share. */
export interface Stage {
  readonly scene: Scene
  readonly task: Task
  /** The user of this name, with an address of their own. */
  user(name: string): LearnerClient
}

/** What a step found out; undefined when all is as expected and the next step may come. */
export type StepResult = Promise<Finding | undefined>

/** No answer came in time, although the submission may still be busy with it. */
export function isLate(cause: unknown): boolean {
  return (
    cause instanceof Unanswered && cause.exchange.trouble?.startsWith('no answer within') === true
  )
}

/** Runs something so often, one after the other or all at once; the results in the order of the start. */
export async function repeat<Result>(
  { times, parallel }: { readonly times: number; readonly parallel: boolean },
  run: () => Promise<Result>,
): Promise<readonly Result[]> {
  if (parallel) return Promise.all(Array.from({ length: times }, run))
  const results: Result[] = []
  while (results.length < times) results.push(await run())
  return results
}
