export { linkTerms } from './link-terms.ts'
export { readGlossary, type GlossaryFile } from './read-glossary.ts'
