import { searchWord } from '@keyspace/lesson/search'

/** A piece of an excerpt; what was found in it is marked. */
export interface ExcerptPart {
  readonly text: string
  readonly isFound: boolean
}

const BEFORE = 50
const LENGTH = 170

/** The place of the text where a word was found, with some words around it. `found` are words as the index has them. */
export function excerptOf(text: string, found: readonly string[]): readonly ExcerptPart[] {
  const wanted = new Set(found)
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)]
  const first = words.find(([word]) => wanted.has(searchWord(word)))
  const start = startOf(text, Math.max(0, (first?.index ?? 0) - BEFORE))
  const end = Math.min(text.length, start + LENGTH)
  const parts: ExcerptPart[] = []
  let from = start
  for (const { 0: word, index } of words) {
    const isInside = index >= start && index + word.length <= end
    if (!isInside || !wanted.has(searchWord(word))) continue
    parts.push({ text: text.slice(from, index), isFound: false }, { text: word, isFound: true })
    from = index + word.length
  }
  parts.push({ text: text.slice(from, end), isFound: false })
  if (end < text.length) parts.push({ text: '…', isFound: false })
  if (start > 0) parts.unshift({ text: '…', isFound: false })
  return parts.filter((part) => part.text !== '')
}

/** Back to the beginning of a word. */
function startOf(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf(' ', at) + 1
}
