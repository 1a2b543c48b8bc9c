import type { TranscriptStep } from '../ast.ts'

/**
 * Whether what redis-cli printed is what a transcript shows, by the author's way of comparing.
 * A step without a reply shows nothing, so that anything is as shown.
 */
export function isAsShown(
  { line, expected, compare }: Pick<TranscriptStep, 'line' | 'expected' | 'compare'>,
  printed: string,
): boolean {
  if (expected === '' || isLessTime(line, expected, printed)) return true
  const reduce = REDUCE[compare]
  // INFO ends its lines with CR LF, which a Markdown file cannot show.
  return reduce(expected) === reduce(printed.replaceAll('\r\n', '\n'))
}

/** Seconds that may pass between two commands before a time to live is not the one that is shown. */
const MOST_PASSED = 5
const SECONDS = /^\(integer\) (\d+)$/

/** Time goes on while commands are typed, or while a machine is busy. */
function isLessTime(line: string, expected: string, printed: string): boolean {
  if (!/^\s*ttl\s/i.test(line)) return false
  const [shown, left] = [expected, printed].map((text) => Number(SECONDS.exec(text)?.[1]))
  return shown !== undefined && left !== undefined && left < shown && shown - left <= MOST_PASSED
}

const REDUCE = {
  exact: (text: string) => text,
  unordered: (text: string) => text.split('\n').map(withoutNumber).toSorted().join('\n'),
  volatile: shapeOf,
} satisfies Record<TranscriptStep['compare'], (text: string) => string>

/** `12) "a"` → `"a"`; sets and maps are numbered with other signs. */
function withoutNumber(line: string): string {
  return line.replaceAll(/(?:^|(?<=[)~#] ))\s*\d+[)~#] /g, '')
}

/** Each line without its values: `1) "a"` and `1) "xyz"` have the same shape, and so do numbers. */
function shapeOf(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""').replaceAll(/-?\d+(?:\.\d+)?/g, '0')
}
