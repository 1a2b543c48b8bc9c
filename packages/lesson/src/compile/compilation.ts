import type { Span } from '@keyspace/redis-lang'
import type { LessonLang } from '../ast.ts'
import type { Problem } from '../problem.ts'
import { positionOf, type SourceText } from './source-text.ts'
import { uniqueId, type TakenIds } from './anchors.ts'
import type { Solution } from './solution.ts'

/** What a relative link leads to, as the catalog knows it. */
export type LinkTarget =
  | { readonly kind: 'lesson'; readonly slug: string }
  | { readonly kind: 'task'; readonly id: string }
  | { readonly kind: 'none' }

export interface Finding {
  readonly code: string
  readonly message: string
  readonly hint: string
  readonly at: Span
}

/** One lesson on its way through the passes, and what they found wrong. */
export interface Compilation {
  readonly source: SourceText
  readonly lang: LessonLang
  readonly linkTarget: (path: string) => LinkTarget
  readonly problems: Problem[]
  /** Keeps the lesson from compiling. */
  readonly error: (finding: Finding) => void
  readonly warn: (finding: Finding) => void
  /** A warning in a lesson from elsewhere (one without front matter), an error in one of ours. */
  readonly doubt: (finding: Finding) => void
  /** Ids given to headings, practice and checks, so that none is given twice. */
  readonly ids: TakenIds
  readonly solutions: Solution[]
  /** Every name that a link to a heading may use, with the heading's id. */
  anchors: ReadonlyMap<string, string>
  isImported: boolean
  /** Terminals that the front matter names. */
  clients: readonly string[] | undefined
  /** The next free id of a kind of block, such as `checklist-2`. */
  readonly nextId: (kind: string) => string
}

export function startCompilation(
  source: SourceText,
  lang: LessonLang,
  linkTarget: (path: string) => LinkTarget,
): Compilation {
  const problems: Problem[] = []
  const ids: TakenIds = new Map()
  const counts = new Map<string, number>()
  const report = (severity: Problem['severity'], { at, ...finding }: Finding) =>
    problems.push({
      ...finding,
      severity,
      file: source.file,
      ...positionOf(source, at.start),
      span: at,
    })
  const compilation: Compilation = {
    source,
    lang,
    linkTarget,
    problems,
    error: (finding) => report('error', finding),
    warn: (finding) => report('warning', finding),
    doubt: (finding) => report(compilation.isImported ? 'warning' : 'error', finding),
    ids,
    nextId: (kind) => {
      const count = (counts.get(kind) ?? 0) + 1
      counts.set(kind, count)
      return uniqueId(`${kind}-${count}`, ids)
    },
    solutions: [],
    anchors: new Map(),
    isImported: true,
    clients: undefined,
  }
  return compilation
}
