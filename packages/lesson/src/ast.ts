import type { Span } from '@keyspace/redis-lang'
import type { Check } from './schema/check.ts'
import type { QuestionKind } from './schema/quiz.ts'
import type { VisualizerName } from './schema/visualizer.ts'

/** The eight sections of a MASTER_PROMPT lesson, what stands before them, and what comes behind a `---`. */
export type SectionKind =
  | 'intro'
  | 'context'
  | 'task'
  | 'target'
  | 'theory'
  | 'practice'
  | 'checklist'
  | 'troubleshooting'
  | 'solution'
  | 'appendix'

export type LessonLang = 'en' | 'ru'

/**
 * A compiled lesson. All HTML in it is made by the compiler from Markdown: escaped, highlighted,
 * without scripts, inline styles, raw HTML or remote loads, so that a page may show it as it is.
 *
 * Classes in it: code is `<span class="tok-…">` with keyword, string, number, comment, function,
 * constant, parameter, punctuation, link, command (the first word of a Redis line); a blank in
 * practice is `<span class="blank" data-blank="0">`; `a.external` leads out, `span.broken-link`
 * nowhere; `span.missing-image` stands for a picture. Links to other lessons are `/lessons/<slug>`,
 * to a task `/tasks/<id>`.
 */
export interface Lesson {
  readonly slug: string
  readonly lang: LessonLang
  readonly title: string
  readonly titleHtml: string
  readonly summary?: string
  readonly minutes?: number
  readonly difficulty?: string
  readonly concepts: readonly string[]
  readonly prerequisites: readonly string[]
  readonly needs?: 'dedicated'
  /** Set for an exam: the grader's name of it. The page then has a place to write and submit code. */
  readonly exam?: string
  /** Names of the terminals the lesson opens; one terminal named A when it says nothing. */
  readonly clients: readonly string[]
  /** Command lines run on a fresh sandbox before the learner starts. */
  readonly seed: readonly string[]
  readonly sections: readonly Section[]
  /** SHA-256 (hex) of the source file. */
  readonly sourceHash: string
}

export interface Section {
  readonly kind: SectionKind
  /** Anchor, unique in the lesson. */
  readonly id: string
  readonly title: string
  readonly titleHtml: string
  readonly blocks: readonly Block[]
}

export type Block =
  | ProseBlock
  | HeadingBlock
  | CodeBlock
  | TranscriptBlock
  | FillBlock
  | CheckBlock
  | QuizBlock
  | VisualizerBlock
  | ChecklistBlock
  | SpoilerBlock
  | CalloutBlock
  | TabsBlock
  | ListBlock
  | QuoteBlock

/** Every block knows where in the source it stands; in the lesson that a page gets it is 0 to 0. */
interface InSource {
  readonly span: Span
}

/** Paragraphs, lists, tables, quotes: what needs no behaviour. */
export interface ProseBlock extends InSource {
  readonly kind: 'prose'
  readonly html: string
}

/** A heading below the section's own: level 3 to 6. */
export interface HeadingBlock extends InSource {
  readonly kind: 'heading'
  readonly level: number
  readonly id: string
  readonly title: string
  readonly html: string
}

export interface CodeBlock extends InSource {
  readonly kind: 'code'
  readonly lang: string
  readonly source: string
  /** Highlighted; what stands inside `<pre><code>`. */
  readonly html: string
}

/** ```` ```redis run ````: command lines and the replies that redis-cli prints for them. */
export interface TranscriptBlock extends InSource {
  readonly kind: 'transcript'
  readonly id: string
  /** Which terminal runs it. */
  readonly client: string
  /** Shown, not run. */
  readonly isStatic: boolean
  readonly steps: readonly TranscriptStep[]
}

export interface TranscriptStep extends InSource {
  /** The command line as typed. */
  readonly line: string
  /** The same, highlighted. */
  readonly html: string
  /** What redis-cli prints, lines joined by \n; empty when the author left it out. */
  readonly expected: string
  /** How to compare: exactly, as a set of lines, or only the shape (values that differ from run to run). */
  readonly compare: 'exact' | 'unordered' | 'volatile'
  /** The author says that this one answers with an error. */
  readonly isError: boolean
}

/** Practice with blanks: `___FILL___` or `___FILL_NAME___`, in the order of the text. */
export interface FillBlock extends InSource {
  readonly kind: 'fill'
  readonly id: string
  readonly lang: string
  readonly source: string
  /** Highlighted, blanks marked; what stands inside `<pre><code>`. */
  readonly html: string
  readonly blanks: readonly Blank[]
  /** True when a check grades it and the page can run it; imported lessons have none. */
  readonly isChecked: boolean
  /** How long a program may run, in seconds; absent where the lesson leaves it to the platform. */
  readonly seconds?: number
}

export interface Blank {
  /** '' for a plain `___FILL___`. */
  readonly name: string
  /** Offsets into the block's `source`. */
  readonly span: Span
}

/** A step of the learner's: ticks when its assertions hold. */
export interface CheckBlock extends InSource {
  readonly kind: 'check'
  readonly check: Check
  /** `say` and hints with Markdown compiled. */
  readonly sayHtml: string
  readonly hintsHtml: readonly string[]
}

/**
 * Questions on the lesson, which `@keyspace/lesson/quiz` judges. A page gets the lesson without them
 * (`questions` is empty there) and loads them from `virtual:keyspace-lessons` when they are wanted.
 */
export interface QuizBlock extends InSource {
  readonly kind: 'quiz'
  readonly id: string
  readonly title?: string
  /** Of the questions. */
  readonly count: number
  readonly questions: readonly Question[]
}

export interface Question extends InSource {
  /** Unique in its quiz. */
  readonly id: string
  readonly kind: QuestionKind
  readonly askHtml: string
  /** Id of the heading that a wrong answer leads back to. */
  readonly about: string
  /** In the author's order; of an `order` question that is the right one. */
  readonly options: readonly QuestionOption[]
  /** Of a text question: what is said to an answer that nobody foresaw. */
  readonly otherwiseHtml?: string
  /** Of a prediction: what is run before, and the command whose reply is asked for. */
  readonly prediction?: {
    readonly before: readonly QuestionLine[]
    readonly run: QuestionLine
  }
}

export interface QuestionLine {
  readonly line: string
  /** The same, highlighted. */
  readonly html: string
}

export interface QuestionOption {
  /** As the author wrote it: what a typed answer is compared with, and a reply as redis-cli prints it. */
  readonly text: string
  readonly html: string
  /** In an `order` question none is right by itself. */
  readonly isRight: boolean
  readonly whyHtml: string
}

export interface ChecklistBlock extends InSource {
  readonly kind: 'checklist'
  readonly id: string
  readonly items: readonly ChecklistItem[]
}

export interface ChecklistItem {
  /** Stable within the lesson, for the learner's ticks. */
  readonly id: string
  readonly html: string
  readonly isTicked: boolean
  readonly items: readonly ChecklistItem[]
}

export interface SpoilerBlock extends InSource {
  readonly kind: 'spoiler'
  readonly summaryHtml: string
  readonly blocks: readonly Block[]
}

export interface CalloutBlock extends InSource {
  readonly kind: 'callout'
  readonly tone: 'note' | 'tip' | 'warning'
  readonly blocks: readonly Block[]
}

/** The same example for several clients or tiers. */
export interface TabsBlock extends InSource {
  readonly kind: 'tabs'
  readonly tabs: readonly { readonly label: string; readonly blocks: readonly Block[] }[]
}

/** A list that holds more than prose: code, practice, a check list. Plain lists are prose. */
export interface ListBlock extends InSource {
  readonly kind: 'list'
  /** Number of the first item; absent for bullets. */
  readonly start?: number
  readonly items: readonly { readonly blocks: readonly Block[] }[]
}

/** A quote that holds more than prose. */
export interface QuoteBlock extends InSource {
  readonly kind: 'quote'
  readonly blocks: readonly Block[]
}

/** `::: ttl-bomb key=session:1 … :::`: a picture of what happens in the sandbox. */
export interface VisualizerBlock extends InSource {
  readonly kind: 'visualizer'
  readonly name: VisualizerName
  /** As written, each known and sound. */
  readonly settings: Readonly<Record<string, string>>
  /** The same in words, for where the picture cannot be. */
  readonly blocks: readonly Block[]
}

/** The course as `lessons/course.yaml` orders it; titles per language. */
export interface Course {
  readonly title: Readonly<Record<LessonLang, string>>
  /** What a published module has in its quizzes, in each language. */
  readonly questions?: {
    readonly min: number
    readonly max: number
    readonly predictions: number
  }
  readonly parts: readonly CoursePart[]
}

export interface CoursePart {
  readonly id: string
  readonly title: Readonly<Record<LessonLang, string>>
  readonly summary: Readonly<Record<LessonLang, string>>
  readonly modules: readonly CourseModule[]
}

export interface CourseModule {
  readonly id: string
  readonly title: Readonly<Record<LessonLang, string>>
  /** Not in the course that a page gets where lessons, which have their own, stand below it. */
  readonly summary?: Readonly<Record<LessonLang, string>>
  /** Empty for a module that is planned: the map shows it as such. */
  readonly lessons: readonly LessonCard[]
  /** Visualizers that have a page of their own, `/lab/<name>`. */
  readonly labs?: readonly VisualizerName[]
}

/** What the course map shows of a lesson, without its text. */
export interface LessonCard {
  readonly slug: string
  readonly langs: readonly LessonLang[]
  readonly title: Readonly<Partial<Record<LessonLang, string>>>
  readonly summary: Readonly<Partial<Record<LessonLang, string>>>
  readonly minutes?: number
  /** Ids of its checks, in order. */
  readonly steps: readonly string[]
  /** What is handed in beside it, `/tasks/<id>`. */
  readonly task?: { readonly id: string; readonly title: Readonly<Record<LessonLang, string>> }
}
