import type { Course } from '../ast.ts'
import type { TermNames } from './read-glossary.ts'

/**
 * The terms that are new to the reader of a lesson: those that its own module or a later one teaches. Who
 * is past that module knows the word, and a link would only stand in the way.
 */
export function newTerms(
  terms: readonly TermNames[],
  slug: string,
  { parts }: Pick<Course, 'parts'>,
): readonly TermNames[] {
  const modules = parts.flatMap((part) => part.modules)
  const moduleOf = (lesson: string) =>
    modules.findIndex(({ lessons }) => lessons.some((card) => card.slug === lesson))
  const here = moduleOf(slug)
  return terms.filter(({ taughtIn }) => {
    const taught = taughtIn === undefined ? -1 : moduleOf(taughtIn)
    return taught < 0 || here <= taught
  })
}
