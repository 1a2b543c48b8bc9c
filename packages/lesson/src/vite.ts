import { join, relative, resolve } from 'node:path'
import type { Plugin, ViteDevServer } from 'vite'
import type { Block, Lesson, QuizBlock } from './ast.ts'
import {
  catalogLoader,
  problemLine,
  type Catalog,
  type LoadedCatalog,
  type Problem,
} from './catalog/index.ts'
import { mapInner, withInner } from './compile/grade-practice.ts'

const COURSE = 'virtual:keyspace-course'
const LESSONS = 'virtual:keyspace-lessons'
const LESSON = 'virtual:keyspace-lesson/'
const QUIZZES = 'virtual:keyspace-quizzes/'

const NOWHERE = { start: 0, end: 0 } as const

/** Rollup's sign that a module is not a file. */
const RESOLVED = '\0'

export interface LessonPluginOptions {
  /** The folder with `course.yaml`, from Vite's root. */
  readonly dir?: string
}

/**
 * Gives the application the compiled course (`virtual:keyspace-course`) and its lessons, one chunk
 * for each lesson and language (`virtual:keyspace-lessons`). A broken lesson fails the build with
 * file:line:column and the mend; in development it shows as an overlay until it is mended.
 */
export function keyspaceLessons({ dir = '../../lessons' }: LessonPluginOptions = {}): Plugin {
  let folder = ''
  let load: () => Promise<LoadedCatalog> = () => Promise.reject(new Error('Vite has no config yet'))
  let pending: Promise<LoadedCatalog> | undefined

  return {
    name: 'keyspace-lessons',
    configResolved(config) {
      folder = resolve(config.root, dir)
      load = catalogLoader(folder)
    },
    buildStart() {
      pending = undefined
    },
    resolveId(id) {
      const isOurs = id.startsWith('virtual:keyspace-')
      return isOurs ? `${RESOLVED}${id}` : undefined
    },
    async load(id) {
      if (!id.startsWith(`${RESOLVED}virtual:keyspace-`)) return undefined
      pending ??= load()
      const loaded = await pending
      if (!loaded.ok) throw new Error(report(loaded.problems))
      for (const { file } of loaded.catalog.entries)
        this.addWatchFile(join(folder, '..', file.path))
      this.addWatchFile(join(folder, 'course.yaml'))
      return moduleText(id.slice(RESOLVED.length), loaded.catalog)
    },
    configureServer(server) {
      server.watcher.add(folder)
      const reload = (file: string) => {
        if (relative(folder, file).startsWith('..')) return
        pending = undefined
        invalidate(server)
        server.ws.send({ type: 'full-reload' })
      }
      for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, reload)
    },
  }
}

function report(problems: readonly Problem[]): string {
  const lines = problems.filter(({ severity }) => severity === 'error').map(problemLine)
  return ['The lessons have errors:', ...lines].join('\n')
}

function moduleText(id: string, { course, lessons }: Catalog): string {
  if (id === COURSE) return `export default ${JSON.stringify(course)}`
  if (id === LESSONS) return lessonsModule(lessons)
  const name = id.replace(LESSON, '').replace(QUIZZES, '')
  const lesson = lessons.find((one) => nameOf(one) === name)
  if (lesson === undefined) throw new Error(`There is no lesson ${name}.`)
  const content = id.startsWith(QUIZZES) ? quizzesOf(lesson) : forPage(lesson)
  return `export default ${JSON.stringify(content)}`
}

function nameOf({ slug, lang }: Lesson): string {
  return `${slug}.${lang}`
}

function quizzesOf(lesson: Lesson): readonly QuizBlock[] {
  const blocks = lesson.sections.flatMap((section) => section.blocks.flatMap(withInner))
  return blocks.filter((block) => block.kind === 'quiz')
}

/** What a page does without: the questions, which are a chunk of their own, and places in the source. */
function forPage(lesson: Lesson): Lesson {
  const sections = lesson.sections.map((one) => ({ ...one, blocks: one.blocks.map(blockForPage) }))
  return { ...lesson, sections }
}

function blockForPage(block: Block): Block {
  const { kind } = block
  if (kind === 'quiz') return { ...block, questions: [], span: NOWHERE }
  if (kind !== 'transcript') return { ...mapInner(block, blockForPage), span: NOWHERE }
  return { ...block, steps: block.steps.map((step) => ({ ...step, span: NOWHERE })), span: NOWHERE }
}

function lessonsModule(lessons: readonly Lesson[]): string {
  const withQuiz = lessons.filter((lesson) => quizzesOf(lesson).length > 0)
  return [
    ...['const lessons = {', ...lessons.map((lesson) => importOf(lesson, LESSON)), '}'],
    ...['const quizzes = {', ...withQuiz.map((lesson) => importOf(lesson, QUIZZES)), '}'],
    'async function load(from, slug, lang) {',
    '  const start = from[`${slug}.${lang}`]',
    '  if (start === undefined) throw new Error(`There is no lesson ${slug} in ${lang}.`)',
    '  return (await start()).default',
    '}',
    'export const loadLesson = (slug, lang) => load(lessons, slug, lang)',
    'export async function loadQuiz(slug, lang, id) {',
    '  const quiz = (await load(quizzes, slug, lang)).find((one) => one.id === id)',
    '  if (quiz === undefined) throw new Error(`There is no quiz ${id} in ${slug}.`)',
    '  return quiz',
    '}',
  ].join('\n')
}

function importOf(lesson: Lesson, prefix: string): string {
  const name = nameOf(lesson)
  return `  '${name}': () => import('${prefix}${name}'),`
}

function invalidate({ moduleGraph }: ViteDevServer): void {
  for (const [id, module] of moduleGraph.idToModuleMap) {
    if (id.startsWith(`${RESOLVED}virtual:keyspace-`)) moduleGraph.invalidateModule(module)
  }
}
