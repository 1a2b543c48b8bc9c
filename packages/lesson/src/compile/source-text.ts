import type { Span } from '@keyspace/redis-lang'

/** A source file with its lines, as its author's editor counts them. Lines here count from 0. */
export interface SourceText {
  readonly file: string
  readonly text: string
  /** Where each line starts; the last one is the end of the text. */
  readonly starts: readonly number[]
}

const BOM = '\uFEFF'

export function readSource(file: string, text: string): SourceText {
  const starts = [text.startsWith(BOM) ? 1 : 0]
  for (const end of text.matchAll(/\r\n?|\n/g)) starts.push(end.index + end[0].length)
  return { file, text, starts }
}

export function lineCount(source: SourceText): number {
  return source.starts.length
}

/** One line without its line break. */
export function lineText(source: SourceText, line: number): string {
  const start = source.starts[line]
  if (start === undefined) return ''
  return source.text
    .slice(start, source.starts[line + 1] ?? source.text.length)
    .replace(/[\r\n]+$/, '')
}

/** From the start of `line` to the end of the line before `endLine`. */
export function linesSpan(source: SourceText, line: number, endLine: number): Span {
  const start = source.starts[line] ?? source.text.length
  const last = Math.max(line, endLine - 1)
  return { start, end: (source.starts[last] ?? start) + lineText(source, last).length }
}

/** Line and column from 1. */
export function positionOf(source: SourceText, offset: number): { line: number; column: number } {
  let low = 0
  let high = source.starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((source.starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: Math.max(0, offset - (source.starts[low] ?? 0)) + 1 }
}

/** Where `needle` stands in these lines; their start when it is not there as such. */
export function findInLines(
  source: SourceText,
  needle: string,
  [line, endLine]: readonly [number, number],
): Span {
  const lines = linesSpan(source, line, endLine)
  const start = source.text.indexOf(needle, lines.start)
  if (needle === '' || start === -1 || start >= lines.end) {
    const first = lineText(source, line)
    return {
      start: lines.start + first.length - first.trimStart().length,
      end: lines.start + first.length,
    }
  }
  return { start, end: start + needle.length }
}
