import MiniSearch from 'minisearch'
import { SEARCH_OPTIONS, type SearchPlace } from './search-index.ts'

/** The index as the text that a page loads. */
export function buildSearchIndex(places: readonly SearchPlace[]): string {
  const index = new MiniSearch(SEARCH_OPTIONS)
  index.addAll(places)
  return JSON.stringify(index)
}
