import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { compileLesson, problemLine } from '@keyspace/lesson/compile'
import { listLesson } from '../new/list-lesson.ts'
import type { Terminal } from '../terminal.ts'
import { EXIT, UsageError, type Exit } from '../usage.ts'
import type { ImportOptions } from './options.ts'
import { readPages, type ImportedPage } from './read-pages.ts'

interface Target extends ImportedPage {
  readonly slug: string
  readonly lang: 'en' | 'ru'
  readonly file: string
}

/**
 * `keyspace lesson import`: lessons from elsewhere come into the course as they are, with what could
 * not be understood told line by line. Everything is looked at before the first file is written.
 */
export async function importLessons(options: ImportOptions, terminal: Terminal): Promise<Exit> {
  const dir = resolve(terminal.cwd, options.lessons)
  const course = join(dir, 'course.yaml')
  let listing = await readFile(course, 'utf8').catch(() => {
    throw new UsageError(
      `There is no course.yaml in ${options.lessons}. Name its folder with --lessons.`,
    )
  })
  const pages = await readPages(options.from, terminal.cwd)
  const targets = pages.map((page) => toTarget(page, pages.length, dir, options))
  for (const { slug, file } of targets) {
    await assertNew(file, terminal.cwd)
    const { part, module } = options
    listing = listLesson(listing, { part, slug, module }).text
  }
  for (const { file, text } of targets) {
    await mkdir(join(file, '..'), { recursive: true })
    await writeFile(file, text, { flag: 'wx' })
  }
  await writeFile(course, listing)
  const results = targets.map((target) => tell(target, terminal))
  return results.includes('broken') ? EXIT.problems : EXIT.ok
}

function toTarget(page: ImportedPage, count: number, dir: string, options: ImportOptions): Target {
  if (options.slug !== undefined && count > 1) {
    throw new UsageError(`--slug names one lesson, and ${options.from} has ${count} pages.`)
  }
  const slug = options.slug ?? slugOf(page.name)
  if (slug === '') {
    throw new UsageError(`"${page.name}" gives the lesson no name. Give it one with --slug.`)
  }
  const lang = options.lang ?? langOf(page.text)
  return { ...page, slug, lang, file: join(dir, options.part, slug, `${lang}.md`) }
}

/** `Working_with Strings` → `working-with-strings`; '' when no Latin letter is left. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
}

function langOf(text: string): 'en' | 'ru' {
  const count = (letters: RegExp): number => [...text.matchAll(letters)].length
  return count(/[а-яё]/gi) > count(/[a-z]/gi) / 2 ? 'ru' : 'en'
}

async function assertNew(file: string, cwd: string): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  )
  if (!isThere) return
  throw new UsageError(`${relative(cwd, file)} is there already. Nothing was changed.`)
}

function tell({ slug, lang, file, text, notices }: Target, terminal: Terminal): 'ok' | 'broken' {
  const shown = relative(terminal.cwd, file)
  const compiled = compileLesson({ slug, lang, file: shown, source: text })
  const problems = compiled.problems.map((problem) => `${problemLine(problem)}\n`)
  const told = notices.map(
    ({ line, message }) => `${slug}, line ${line} of the tutorial: ${message}\n`,
  )
  const state = compiled.ok
    ? `Prove it with: keyspace lesson check ${slug}`
    : 'It does not compile.'
  terminal.out(`${shown}\n${[...told, ...problems].join('')}${state}\n`)
  return compiled.ok ? 'ok' : 'broken'
}
