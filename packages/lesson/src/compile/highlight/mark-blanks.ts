import type { Blank } from '../../ast.ts'

const PIECE = /<[^>]+>|&[#\w]+;|[^<&]/gy

/**
 * Wraps the blanks of a highlighted source. Spans of tokens that a blank cuts through are closed
 * before it and opened again behind it, so that the markup stays well formed.
 */
export function markBlanks(html: string, blanks: readonly Blank[]): string {
  if (blanks.length === 0) return html
  const open: string[] = []
  let marked = ''
  let offset = 0
  let index = 0
  for (const [piece] of html.matchAll(PIECE)) {
    if (piece.startsWith('<')) {
      if (piece.startsWith('</')) open.pop()
      else open.push(piece)
      marked += piece
      continue
    }
    const blank = blanks[index]
    if (blank !== undefined && offset === blank.span.start) {
      marked += `${'</span>'.repeat(open.length)}<span class="blank" data-blank="${index}">`
    }
    marked += piece
    offset += 1
    if (blank !== undefined && offset === blank.span.end) {
      marked += `</span>${open.join('')}`
      index += 1
    }
  }
  return marked
}
