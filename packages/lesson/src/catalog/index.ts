export {
  catalogLoader,
  loadCatalog,
  type Catalog,
  type CatalogOptions,
  type LoadedCatalog,
} from './load-catalog.ts'
export { codeProblem, type PlacedCode } from './code-problem.ts'
export type { CatalogEntry } from './catalog-entry.ts'
export { problemLine, type Problem } from '../problem.ts'
