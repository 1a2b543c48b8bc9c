import { assignmentIds, PASS_MARK } from '@keyspace/grader'
import { readTaskFile, readTemplate, tasksIn, type Task } from '@keyspace/grader/task'
import { problemLine } from '@keyspace/lesson/yaml'
import type { TaskSummary, TaskView } from '@keyspace/protocol'
import { assignmentOfTask, examAssignment, type Assignment } from './assignment.ts'

/** Everything that can be handed in here. */
export interface AssignmentShelf {
  readonly exams: readonly Assignment[]
  readonly tasks: readonly TaskSummary[]
  /** An exam or a task by its id. */
  find(id: string): Assignment | undefined
  /** A task as its page gets it: never what it is solved by. */
  task(id: string): TaskView | undefined
}

/** A task that is broken, or has the id of another; the message names the file. */
export class BrokenTask extends Error {
  override readonly name = 'BrokenTask'
}

interface FoundTask {
  readonly assignment: Assignment
  readonly view: TaskView
}

/**
 * The exams of the grader and the tasks of a folder of lessons.
 * @throws BrokenTask
 */
export async function loadAssignments(lessons: string): Promise<AssignmentShelf> {
  const files = await tasksIn(lessons)
  refuseTwice(files)
  return shelve(await Promise.all(files.map(({ file }) => loadTask(file))))
}

/** Submissions name what they are for by its id alone. */
function refuseTwice(files: readonly { readonly id: string; readonly file: string }[]): void {
  const taken = new Set(assignmentIds())
  for (const { id, file } of files) {
    if (taken.has(id)) throw new BrokenTask(`${file}: there is another "${id}", choose another id`)
    taken.add(id)
  }
}

/** For who previews a course whose tasks are broken. */
export function examsAlone(): AssignmentShelf {
  return shelve([])
}

function shelve(tasks: readonly FoundTask[]): AssignmentShelf {
  const exams = assignmentIds().map(examAssignment)
  const byId = new Map(tasks.map((one) => [one.view.id, one]))
  return {
    exams,
    tasks: tasks.map(({ view: { id, kind, title, lesson } }) => ({ id, kind, title, lesson })),
    find: (id) => exams.find((exam) => exam.id === id) ?? byId.get(id)?.assignment,
    task: (id) => byId.get(id)?.view,
  }
}

async function loadTask(file: string): Promise<FoundTask> {
  const read = await readTaskFile(file)
  if (read?.ok !== true) {
    const [first] = read?.problems ?? []
    throw new BrokenTask(first === undefined ? `${file} is gone` : problemLine(first))
  }
  return { assignment: assignmentOfTask(read.task), view: await viewOf(read.task, file) }
}

/** What a learner would try first, where the author says nothing. */
function firstTry({ kind, start, function: name = '' }: Task): string {
  switch (kind) {
    case 'http':
      return `GET ${start.alive}`
    case 'lua':
      return 'EVAL SCRIPT 1 key argument'
    case 'typescript':
      return `console.log(await ${name}(redis))`
  }
}

async function viewOf(task: Task, file: string): Promise<TaskView> {
  const { id, kind, title, say, lesson = null, probes } = task
  return {
    ...{ id, kind, title, say, lesson },
    try: task.try ?? firstTry(task),
    template: await readTemplate(task, file),
    passMark: PASS_MARK,
    checks: probes.map((probe) => ({ id: probe.id, title: probe.title, points: probe.points })),
  }
}
