import type { Block, Course, Lesson, QuizBlock } from '../ast.ts'
import { courseMap } from '../course-map.ts'
import { linkTerms, type GlossaryFile } from '../glossary/index.ts'
import { buildSearchIndex } from '../search/build-index.ts'
import { searchPlaces } from '../search/places.ts'
import { mapInner, withInner } from '../compile/grade-practice.ts'

export const COURSE = 'virtual:keyspace-course'
const LESSONS = 'virtual:keyspace-lessons'
const LESSON = 'virtual:keyspace-lesson/'
const QUIZZES = 'virtual:keyspace-quizzes/'

const GLOSSARY = 'virtual:keyspace-glossary'
const SEARCH = 'virtual:keyspace-search'

const NOWHERE = { start: 0, end: 0 } as const

/** What our modules are made from. */
export interface PageContent {
  readonly course: Course
  readonly lessons: readonly Lesson[]
  readonly glossary: GlossaryFile
}

/** The text of one of our modules. */
export function moduleText(id: string, { course, lessons, glossary }: PageContent): string {
  if (id === COURSE) return byLanguage(COURSE)
  if (id === LESSONS) return lessonsModule(lessons)
  if (id === GLOSSARY) return byLanguage(GLOSSARY)
  if (id === SEARCH) return byLanguage(SEARCH)
  for (const lang of ['en', 'ru'] as const) {
    if (id === `${COURSE}/${lang}`) return json(courseMap(course, lang))
    if (id === `${GLOSSARY}/${lang}`) return json(glossary.glossary[lang])
    if (id === `${SEARCH}/${lang}`)
      return json(buildSearchIndex(searchPlaces(lessons, glossary.glossary, lang)))
  }
  const name = id.replace(LESSON, '').replace(QUIZZES, '')
  const lesson = lessons.find((one) => nameOf(one) === name)
  if (lesson === undefined) throw new Error(`There is no lesson ${name}.`)
  const content = id.startsWith(QUIZZES) ? quizzesOf(lesson) : forPage(lesson, { course, glossary })
  return `export default ${JSON.stringify(content)}`
}

function json(value: unknown): string {
  return `export default ${JSON.stringify(value)}`
}

/** A chunk for each language, loaded when it is asked for. */
function byLanguage(name: string): string {
  const loaders = ['en', 'ru'].map((lang) => `  ${lang}: () => import('${name}/${lang}'),`)
  return [
    'const chunks = {',
    ...loaders,
    '}',
    'export default async (lang) => (await chunks[lang]()).default',
  ].join('\n')
}

function nameOf({ slug, lang }: Lesson): string {
  return `${slug}.${lang}`
}

export function quizzesOf(lesson: Lesson): readonly QuizBlock[] {
  const blocks = lesson.sections.flatMap((section) => section.blocks.flatMap(withInner))
  return blocks.filter((block) => block.kind === 'quiz')
}

/**
 * A lesson as a page gets it: its words linked to the glossary, without the questions, which are a
 * chunk of their own, and without places in the source.
 */
export function forPage(
  lesson: Lesson,
  { course, glossary }: Pick<PageContent, 'course' | 'glossary'>,
): Lesson {
  const linked = linkTerms(lesson, glossary, course)
  const sections = linked.sections.map((one) => ({ ...one, blocks: one.blocks.map(blockForPage) }))
  return { ...linked, sections }
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
