import type { Assignment } from '../assignment.ts'
import type { Task } from './read-task.ts'
import { taskProbe } from './task-probe.ts'

/** A task as the grader takes it: what leaves broken connections behind comes last. */
export function taskAssignment(task: Task): Assignment {
  const probes = task.probes.map((declared, index) => taskProbe(task, declared, index))
  const running = [...probes].sort((a, b) => order(a) - order(b)).map((probe) => [probe])
  return { id: task.id, title: task.title, probes, running }
}

function order({ leaves, needsFreshStart }: Assignment['probes'][number]): number {
  if (needsFreshStart === true) return 0
  return leaves === undefined ? 1 : 2
}
