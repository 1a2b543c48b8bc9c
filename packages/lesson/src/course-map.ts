import type { Course, CourseModule, CoursePart, LessonCard, LessonLang } from './ast.ts'
import type { VisualizerName } from './schema/visualizer.ts'

/** The course as the map shows it to a reader of one language. */
export interface CourseMap {
  readonly lang: LessonLang
  readonly title: string
  readonly parts: readonly MapPart[]
}

export interface MapPart {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly modules: readonly MapModule[]
}

export interface MapModule {
  readonly id: string
  readonly title: string
  /** Only where no lessons, which have their own, stand below it. */
  readonly summary?: string
  /** Empty for a module that is planned. */
  readonly lessons: readonly MapLesson[]
  /** Visualizers that have a page of their own, `/lab/<name>`. */
  readonly labs?: readonly VisualizerName[]
}

export interface MapLesson {
  readonly slug: string
  /** The reader's language where the lesson is in it, else the one that it has. */
  readonly lang: LessonLang
  readonly title: string
  readonly summary?: string
  readonly minutes?: number
  /** Ids of its checks, in order. */
  readonly steps: readonly string[]
  /** What is handed in beside it, `/tasks/<id>`. */
  readonly task?: { readonly id: string; readonly title: string }
}

/** What a page gets of the course; every letter counts, because it comes before the first one is shown. */
export function courseMap({ title, parts }: Course, lang: LessonLang): CourseMap {
  return { lang, title: title[lang], parts: parts.map((part) => mapPart(part, lang)) }
}

function mapPart({ id, title, summary, modules }: CoursePart, lang: LessonLang): MapPart {
  return {
    id,
    title: title[lang],
    summary: summary[lang],
    modules: modules.map((module) => mapModule(module, lang)),
  }
}

function mapModule(
  { id, title, summary, lessons, labs }: CourseModule,
  lang: LessonLang,
): MapModule {
  return {
    id,
    title: title[lang],
    ...(lessons.length > 0 || summary === undefined ? {} : { summary: summary[lang] }),
    lessons: lessons.map((card) => mapLesson(card, lang)),
    ...(labs === undefined ? {} : { labs }),
  }
}

function mapLesson(
  { slug, langs, minutes, steps, task, ...texts }: LessonCard,
  wanted: LessonLang,
): MapLesson {
  const lang = langs.includes(wanted) ? wanted : (langs[0] ?? wanted)
  const summary = texts.summary[lang]
  return {
    slug,
    lang,
    title: texts.title[lang] ?? slug,
    ...(summary === undefined ? {} : { summary }),
    ...(minutes === undefined ? {} : { minutes }),
    steps,
    ...(task === undefined ? {} : { task: { id: task.id, title: task.title[wanted] } }),
  }
}
