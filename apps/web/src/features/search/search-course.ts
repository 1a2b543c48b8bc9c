import { foundPlace, SEARCH_OPTIONS, type SearchPlace } from '@keyspace/lesson/search'
import MiniSearch from 'minisearch'
import loadIndex from 'virtual:keyspace-search'
import type { Locale } from '../../i18n/index.ts'
import { excerptOf, type ExcerptPart } from './excerpt.ts'

export interface Found {
  readonly id: string
  readonly kind: SearchPlace['kind']
  readonly title: string
  readonly lesson: string
  readonly href: string
  readonly excerpt: readonly ExcerptPart[]
}

const MOST = 20
const indexes = new Map<Locale, Promise<MiniSearch<SearchPlace>>>()

/** The index of a language; loaded once. Rejects when there is no connection. */
function indexOf(lang: Locale): Promise<MiniSearch<SearchPlace>> {
  const known = indexes.get(lang)
  if (known !== undefined) return known
  const loading = loadIndex(lang).then((text) => MiniSearch.loadJSON(text, SEARCH_OPTIONS))
  indexes.set(lang, loading)
  loading.catch(() => indexes.delete(lang))
  return loading
}

/** What the course says about the words, the best first: places with all of them, else with any. */
export async function searchCourse(lang: Locale, words: string): Promise<readonly Found[]> {
  const index = await indexOf(lang)
  const withAll = index.search(words)
  const found = withAll.length > 0 ? withAll : index.search(words, { combineWith: 'OR' })
  return found.slice(0, MOST).map((result) => {
    const { text, ...place } = foundPlace.parse(result)
    return { ...place, excerpt: excerptOf(text, result.terms) }
  })
}
