import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readTask, type ReadTask, type TaskLesson } from './read-task.ts'

/** Where a task lies in the folder of its lesson. */
export const TASK_FILE = join('task', 'task.yaml')

/** Every task of a folder of lessons with its id, in the order of their folders. */
export async function tasksIn(
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

/** A task from disk, its problems under the name `shown`; undefined when the file is not there. */
export async function readTaskFile(file: string, shown = file): Promise<ReadTask | undefined> {
  const text = await readIfThere(file)
  if (text === undefined) return undefined
  return readTask({ file: shown, text, lesson: await lessonBeside(file) })
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

/** The folders of a course's lessons: those within its parts. */
export async function lessonFolders(lessons: string): Promise<readonly string[]> {
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

export function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined)
}
