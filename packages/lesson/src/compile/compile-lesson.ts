import type { Lesson, LessonLang } from '../ast.ts'
import type { Problem } from '../problem.ts'
import type { FrontMatter } from '../schema/front-matter.ts'
import type { Grading } from '../schema/grading.ts'
import { takeBoxes } from './blocks/task-list.ts'
import { checkFront } from './check-front.ts'
import { checkExam } from './check-exam.ts'
import { checkFences } from './check-fences.ts'
import { startCompilation, type Compilation, type LinkTarget } from './compilation.ts'
import { readFrontMatter } from './front-matter.ts'
import { gradePractice } from './grade-practice.ts'
import { takeHeadingIds } from './heading-ids.ts'
import { settleInline } from './links.ts'
import { tokenize } from './markdown/parser.ts'
import { toTree } from './markdown/tree.ts'
import { nameHeadings } from './name-headings.ts'
import { proveShape } from './prove-shape.ts'
import { compileSections } from './compile-sections.ts'
import { findSections } from './sections.ts'
import { toLesson } from './to-lesson.ts'
import type { Solution } from './solution.ts'
import { readSource, type SourceText } from './source-text.ts'

export interface LessonSource {
  readonly slug: string
  readonly lang: LessonLang
  /** For problems. */
  readonly file: string
  readonly source: string
  /** What a relative link leads to; without it none leads anywhere. */
  readonly linkTarget?: (path: string) => LinkTarget
}

/** What a translation says it was made from. */
export interface TranslationOf {
  readonly lang: LessonLang
  /** The original's SHA-256 (hex) at that time. */
  readonly sourceHash: string
}

export type CompiledLesson =
  | {
      readonly ok: true
      readonly lesson: Lesson
      /** Not shown in the course yet. */
      readonly isDraft: boolean
      readonly translationOf?: TranslationOf
      readonly grading?: Grading
      /** For `prove`; no page gets them but those that stand in a spoiler. */
      readonly solutions: readonly Solution[]
      /** Warnings. */
      readonly problems: readonly Problem[]
    }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Half a million characters: five times the longest lesson that anybody would read. */
const MAX_LENGTH = 500_000

/** Markdown to a typed lesson. Never throws for what an author wrote: problems say where and what. */
export function compileLesson(input: LessonSource): CompiledLesson {
  const source = readSource(input.file, input.source)
  const compilation = startCompilation(source, input.lang, input.linkTarget ?? nowhere)
  if (input.source.length > MAX_LENGTH) return refuseLong(compilation)
  const { front, bodyLine } = readFrontMatter(compilation)
  compilation.clients = front.clients
  const tokens = tokenize(bodyOf(source, bodyLine))
  takeHeadingIds(tokens)
  const tree = toTree(tokens)
  takeBoxes(tree)
  checkFences(tree, compilation)
  const outline = findSections(tree, compilation)
  compilation.anchors = nameHeadings(tokens, outline, compilation)
  settleInline(tokens, compilation.anchors, compilation)
  const sections = gradePractice(compileSections(outline, compilation), compilation)
  proveShape(outline, compilation)
  checkFront(front, input.slug, sections, compilation)
  checkExam(front, compilation)
  const lesson = toLesson({ input, front, outline, sections, compilation })
  return finish({ lesson, isDraft: front.status === 'draft', ...ofFront(front) }, compilation)
}

function ofFront({ translationOf: lang, sourceHash, grading }: FrontMatter) {
  return {
    ...(lang === undefined || sourceHash === undefined
      ? {}
      : { translationOf: { lang, sourceHash } }),
    ...(grading === undefined ? {} : { grading }),
  }
}

const nowhere = (): LinkTarget => ({ kind: 'none' })

function refuseLong(compilation: Compilation): CompiledLesson {
  compilation.error({
    code: 'lesson-too-long',
    message: `longer than ${MAX_LENGTH} characters`,
    hint: 'make several lessons of it',
    at: { start: 0, end: 1 },
  })
  return { ok: false, problems: compilation.problems }
}

/** The body with blank lines in the place of the front matter, so that lines keep their numbers. */
function bodyOf(source: SourceText, bodyLine: number): string {
  return '\n'.repeat(bodyLine) + source.text.slice(source.starts[bodyLine] ?? source.text.length)
}

function finish(
  made: { lesson: Lesson; isDraft: boolean; translationOf?: TranslationOf; grading?: Grading },
  compilation: Compilation,
): CompiledLesson {
  const problems = compilation.problems.toSorted((a, b) => a.span.start - b.span.start)
  if (problems.some(({ severity }) => severity === 'error')) return { ok: false, problems }
  return { ok: true, ...made, solutions: compilation.solutions, problems }
}
