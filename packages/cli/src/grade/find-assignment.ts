import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  assignmentIds,
  findAssignment as findExam,
  type Assignment,
  type PartWeights,
} from '@keyspace/grader'
import { readTask, taskAssignment, type Task, type TaskLesson } from '@keyspace/grader/task'
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

/** Where a task lies in the folder of its lesson. */
export const TASK_FILE = join('task', 'task.yaml')

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

/** Every task of the lessons with its id, in the order of their folders. */
async function tasksIn(
  lessons: string,
): Promise<readonly { readonly id: string; readonly file: string }[]> {
  const folders = await lessonFolders(lessons)
  const found = await Promise.all(
    folders.map(async (folder) => {
      const file = join(folder, TASK_FILE)
      const text = await readIfThere(file)
      return text === undefined ? [] : [{ id: /^id: *(\S+)/m.exec(text)?.[1] ?? '', file }]
    }),
  )
  return found.flat()
}

async function taskAt(file: string, shown: string): Promise<FoundAssignment> {
  const text = await readIfThere(file)
  if (text === undefined) throw new UsageError(`There is no file ${shown}.`)
  const read = readTask({ file: shown, text, lesson: await lessonBeside(file) })
  if (!read.ok) throw new UsageError(read.problems.map(problemLine).join('\n'))
  const { task } = read
  const { tests, coverage, style } = task.grading?.weights ?? {}
  return {
    task,
    assignment: taskAssignment(task),
    weights: given({ tests, coverage, style }),
  }
}

/** The lesson that a task stands beside; undefined for one that stands alone. */
export async function lessonBeside(taskFile: string): Promise<TaskLesson | undefined> {
  const folder = dirname(dirname(taskFile))
  const [en, ru] = await Promise.all(
    ['en.md', 'ru.md'].map(async (name) => headingOf(await readIfThere(join(folder, name)))),
  )
  const title = en ?? ru
  if (title === undefined) return undefined
  return { slug: basename(folder), title: { en: title, ru: ru ?? title } }
}

function headingOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /^# +(.+?) *$/m.exec(text)?.[1]
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

async function lessonFolders(lessons: string): Promise<readonly string[]> {
  const parts = await foldersIn(lessons)
  return (await Promise.all(parts.map(foldersIn))).flat()
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort()
}

function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined)
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
