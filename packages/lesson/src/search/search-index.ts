import type { Options } from 'minisearch'
import * as z from 'zod/mini'
import { searchWord } from './words.ts'

/** One place of the course that a search finds: a heading with what stands under it, or a term. */
export interface SearchPlace {
  readonly id: string
  readonly kind: 'lesson' | 'term'
  /** Of the heading, or the term. */
  readonly title: string
  /** Of the lesson; '' of a term. */
  readonly lesson: string
  readonly href: string
  /** Plain text. */
  readonly text: string
  /** Command lines and code. */
  readonly commands: string
}

/** What the index keeps of a place and gives back with what it finds. */
export const foundPlace = z.object({
  id: z.string(),
  kind: z.enum(['lesson', 'term']),
  title: z.string(),
  lesson: z.string(),
  href: z.string(),
  text: z.string(),
})

/** How places are indexed when the site is built, and how a page reads the index: both the same. */
export const SEARCH_OPTIONS: Options<SearchPlace> = {
  fields: ['title', 'lesson', 'text', 'commands'],
  storeFields: ['kind', 'title', 'lesson', 'href', 'text'],
  processTerm: searchWord,
  searchOptions: {
    boost: { title: 4, lesson: 2, commands: 2 },
    prefix: true,
    fuzzy: (term) => (term.length > 3 ? 0.25 : false),
    combineWith: 'AND',
  },
}
