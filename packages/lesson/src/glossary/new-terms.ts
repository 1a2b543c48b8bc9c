import type { Course } from '../ast.ts'
import type { TermNames } from './read-glossary.ts'

/**
 * The terms that are new to the reader of a lesson: those that its own module or a later one teaches, and an
 * everyday word in its own lesson. Who is past it knows the word, and a link would only stand in the way.
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
  return terms.filter(({ taughtIn, isEveryday }) => {
    if (isEveryday) return taughtIn === slug
    const taught = taughtIn === undefined ? -1 : moduleOf(taughtIn)
    return taught < 0 || here <= taught
  })
}
