import { readdir, readFile } from 'node:fs/promises'
import { basename, join, posix } from 'node:path'
import type { LessonLang } from '../ast.ts'
import { taskBeside, type TaskBeside } from './task-beside.ts'

/** One language of a lesson as it lies in its folder. */
export interface LessonFile {
  readonly part: string
  readonly slug: string
  readonly lang: LessonLang
  /** With `/`, from where the folder of lessons lies: `lessons/basic/first/en.md`. */
  readonly path: string
  readonly text: string
  /** Beside the lesson: answers that learners give and that are wrong, in `wrong/<cause>.<language>`. */
  readonly wrong: readonly AnswerFile[]
  /** Beside the lesson: `solution.<check or practice>.<language>`. */
  readonly solutions: readonly AnswerFile[]
  /** Beside the lesson: what is handed in. */
  readonly task?: TaskBeside
}

/** An answer to a practice that lies beside the lesson, for all its languages. */
export interface AnswerFile {
  readonly path: string
  readonly text: string
}

const LANGS = ['en', 'ru'] as const

/** All `<part>/<slug>/{en,ru}.md`; folders that start with `_` or `.` are not of the course. */
export async function findLessons(dir: string): Promise<LessonFile[]> {
  const parts = await foldersIn(dir)
  const folders = await Promise.all(
    parts.map(async (part) => (await foldersIn(join(dir, part))).map((slug) => ({ part, slug }))),
  )
  const files = await Promise.all(
    folders.flat().map(({ part, slug }) => readFolder(dir, part, slug)),
  )
  return files.flat()
}

async function foldersIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && !/^[._]/.test(entry.name))
    .map((entry) => entry.name)
    .toSorted()
}

async function readFolder(dir: string, part: string, slug: string): Promise<LessonFile[]> {
  const names = await readdir(join(dir, part, slug))
  const langs = LANGS.filter((lang) => names.includes(`${lang}.md`))
  const folder = posix.join(part, slug)
  const wrong = names.includes('wrong')
    ? await readAnswers(dir, posix.join(folder, 'wrong'), () => true)
    : []
  const solutions = await readAnswers(dir, folder, (name) => name.startsWith('solution.'))
  const task = names.includes('task') ? await taskBeside(join(dir, folder)) : undefined
  return Promise.all(
    langs.map(async (lang) => {
      const name = `${lang}.md`
      const text = await readFile(join(dir, part, slug, name), 'utf8')
      const path = posix.join(basename(dir), part, slug, name)
      const beside = { wrong, solutions, ...(task === undefined ? {} : { task }) }
      return { part, slug, lang, path, text, ...beside }
    }),
  )
}

async function readAnswers(
  dir: string,
  folder: string,
  isOne: (name: string) => boolean,
): Promise<AnswerFile[]> {
  const entries = await readdir(join(dir, folder), { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile() && isOne(entry.name))
  return Promise.all(
    names
      .map(({ name }) => name)
      .toSorted()
      .map(async (name) => ({
        path: posix.join(basename(dir), folder, name),
        text: await readFile(join(dir, folder, name), 'utf8'),
      })),
  )
}
