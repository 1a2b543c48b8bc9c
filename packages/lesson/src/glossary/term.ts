import type { LessonLang } from '../ast.ts'

/** A word of the course as a page shows it. */
export interface Term {
  readonly id: string
  readonly term: string
  /** HTML made by the compiler from Markdown. */
  readonly html: string
  /** Links into lessons: `/lessons/<slug>#<anchor>` and the title of the place. */
  readonly see: readonly { readonly href: string; readonly title: string }[]
}

export type Glossary = Readonly<Record<LessonLang, readonly Term[]>>
