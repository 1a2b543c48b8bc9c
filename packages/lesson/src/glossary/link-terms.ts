import type { Block, Course, Lesson } from '../ast.ts'
import { mapInner } from '../compile/grade-practice.ts'
import { newTerms } from './new-terms.ts'
import type { GlossaryFile, TermNames } from './read-glossary.ts'

/** Inside of these a word is no place for a link. */
const CLOSED = /^(?:a|code|pre|h[1-6]|summary|kbd|samp)$/

/**
 * The lesson with the first use of each term that is still new in it linked to the glossary:
 * `<a class="term" …>`. Only prose is looked at, and in it no code, no link and no heading.
 */
export function linkTerms(
  lesson: Lesson,
  { names }: Pick<GlossaryFile, 'names'>,
  course: Pick<Course, 'parts'>,
): Lesson {
  const terms = newTerms(names[lesson.lang], lesson.slug, course)
  const open = terms
    .toSorted((a, b) => longest(b) - longest(a))
    .map((term) => ({ id: term.id, pattern: patternOf(term) }))
  const link = (html: string): string => linkIn(html, open)
  const change = (block: Block): Block =>
    block.kind === 'prose' ? { ...block, html: link(block.html) } : mapInner(block, change)
  const sections = lesson.sections.map((section) => ({
    ...section,
    blocks: section.kind === 'solution' ? section.blocks : section.blocks.map(change),
  }))
  return { ...lesson, sections }
}

/** Of the names, in characters: “sorted set” comes before “set”. */
function longest({ names }: TermNames): number {
  return Math.max(...names.map((name) => name.length))
}

interface OpenTerm {
  readonly id: string
  readonly pattern: RegExp
}

/** Links the first use of each term that is still open, and closes it. */
function linkIn(html: string, open: OpenTerm[]): string {
  let depth = 0
  return html.replaceAll(
    /<(\/?)([a-z][a-z0-9]*)[^>]*>|[^<]+/g,
    (piece, end?: string, tag?: string) => {
      if (tag !== undefined) {
        if (CLOSED.test(tag)) depth += end === '/' ? -1 : 1
        return piece
      }
      return depth > 0 ? piece : linkInText(piece, open)
    },
  )
}

function linkInText(text: string, open: OpenTerm[]): string {
  for (const [index, { id, pattern }] of open.entries()) {
    const found = pattern.exec(text)
    if (found === null) continue
    open.splice(index, 1)
    const [word] = found
    const before = linkInText(text.slice(0, found.index), open)
    const after = linkInText(text.slice(found.index + word.length), open)
    return `${before}<a class="term" href="/glossary#${id}">${word}</a>${after}`
  }
  return text
}

/** Any of the names, as whole words; a Russian word of some length in any of its endings. */
function patternOf({ names }: TermNames): RegExp {
  const any = names.map((name) => name.split(/\s+/).map(wordPattern).join('\\s+')).join('|')
  return new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${any})(?![\\p{L}\\p{N}_-])`, 'iu')
}

function wordPattern(word: string): string {
  const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  if (/^[а-яё]{4,}$/i.test(word))
    return `${escaped(word.replace(/[аеёийоуыэюяь]{1,2}$/i, ''))}[а-яё]{0,3}`
  return /^[a-z]{3,}$/i.test(word) ? `${escaped(word)}s?` : escaped(word)
}
