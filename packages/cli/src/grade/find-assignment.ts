import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  assignmentIds,
  findAssignment as findExam,
  type Assignment,
  type PartWeights,
} from '@keyspace/grader'
import {
  lessonFolders,
  readIfThere,
  readTaskFile,
  taskAssignment,
  tasksIn,
  type Task,
} from '@keyspace/grader/task'
import { problemLine, readFrontMatterOf } from '@keyspace/lesson/yaml'
import { UsageError } from '../usage.ts'

/** What submissions are graded by. */
export interface FoundAssignment {
  readonly assignment: Assignment
  /** Undefined for an exam of the grader's own. */
  readonly task: Task | undefined
  /** What the lesson says of the parts; it may leave some out. */
  readonly weights: Partial<PartWeights>
}

const OWN_LESSONS = fileURLToPath(new URL('../../../../lessons', import.meta.url))

/**
 * An exam by its name, a task of a lesson by its id, or any `task.yaml` by its path.
 * @throws UsageError when there is none, or with each problem of the file and its place.
 */
export async function findAssignment(
  name: string,
  lessons: string | undefined,
  cwd: string,
): Promise<FoundAssignment> {
  const folder = lessonsFolder(lessons, cwd)
  if (/\.ya?ml$/.test(name)) return taskAt(resolve(cwd, name), name)
  if (assignmentIds().includes(name)) {
    return {
      assignment: findExam(name),
      task: undefined,
      weights: await weightsOfExam(name, folder),
    }
  }
  const tasks = await tasksIn(folder)
  const found = tasks.find(({ id }) => id === name)
  if (found !== undefined) return taskAt(found.file, found.file)
  const known = [...assignmentIds(), ...tasks.map(({ id }) => id)].join(', ')
  throw new UsageError(
    `There is no assignment "${name}". There is: ${known}. A task can also be named by its file.`,
  )
}

/** The lessons that are named, else those where the program was called, else Keyspace's own. */
function lessonsFolder(named: string | undefined, cwd: string): string {
  const here = resolve(cwd, named ?? 'lessons')
  return named !== undefined || existsSync(here) ? here : OWN_LESSONS
}

async function taskAt(file: string, shown: string): Promise<FoundAssignment> {
  const read = await readTaskFile(file, shown)
  if (read === undefined) throw new UsageError(`There is no file ${shown}.`)
  if (!read.ok) throw new UsageError(read.problems.map(problemLine).join('\n'))
  const { task } = read
  const { tests, coverage, style } = task.grading?.weights ?? {}
  return {
    task,
    assignment: taskAssignment(task),
    weights: given({ tests, coverage, style }),
  }
}

async function weightsOfExam(exam: string, lessons: string): Promise<Partial<PartWeights>> {
  for (const folder of await lessonFolders(lessons)) {
    for (const name of ['en.md', 'ru.md']) {
      const text = await readIfThere(join(folder, name))
      if (text === undefined || !text.includes(`exam: ${exam}`)) continue
      const { exam: set, grading } = readFrontMatterOf(name, text)
      if (set === exam && grading !== undefined) return given(grading.weights)
    }
  }
  return {}
}

/** Without those that were left out. */
function given(weights: {
  readonly [Kind in keyof PartWeights]?: number | undefined
}): Partial<PartWeights> {
  const { tests, coverage, style } = weights
  return {
    ...(tests === undefined ? {} : { tests }),
    ...(coverage === undefined ? {} : { coverage }),
    ...(style === undefined ? {} : { style }),
  }
}
