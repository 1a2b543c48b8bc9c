export { foundPlace, SEARCH_OPTIONS, type SearchPlace } from './search-index.ts'
export { searchWord } from './words.ts'
