import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Terminal } from '../terminal.ts'
import { EXIT, UsageError, type Exit } from '../usage.ts'
import { listLesson } from './list-lesson.ts'
import type { NewOptions } from './options.ts'
import { lessonText } from './lesson-text.ts'

const LANGS = ['en', 'ru'] as const

/** `keyspace lesson new`: a draft in both languages that already passes its proof, in the course. */
export async function newLesson(options: NewOptions, terminal: Terminal): Promise<Exit> {
  const { part, slug, module, lessons } = options
  const dir = resolve(terminal.cwd, lessons)
  const course = join(dir, 'course.yaml')
  const text = await readCourse(course, lessons)
  const listed = listLesson(text, { part, slug, module })
  const folder = join(dir, part, slug)
  const show = (path: string): string => relative(terminal.cwd, path)
  if (await isThere(folder)) {
    throw new UsageError(`${show(folder)} is there already. Nothing was changed.`)
  }
  await mkdir(folder, { recursive: true })
  for (const lang of LANGS) {
    await writeFile(join(folder, `${lang}.md`), lessonText(lang, slug), { flag: 'wx' })
  }
  await writeFile(course, listed.text)
  const made = LANGS.map((lang) => `  ${show(join(folder, `${lang}.md`))}\n`).join('')
  const where = `It is the last lesson of ${listed.module}, and a draft until \`status: draft\` is gone.`
  const next = `Prove it with: keyspace lesson check ${slug}`
  terminal.out(`A lesson in two languages:\n${made}${where}\n${next}\n`)
  return EXIT.ok
}

async function readCourse(file: string, asked: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new UsageError(`There is no course.yaml in ${asked}. Name its folder with --lessons.`)
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
