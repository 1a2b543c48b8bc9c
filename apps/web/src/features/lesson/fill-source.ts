import type { FillBlock } from '@keyspace/lesson/ast'

/**
 * The block's text with the learner's words in its blanks, in their order. An empty blank is left out,
 * or kept as the lesson has it.
 */
export function filledSource(
  block: Pick<FillBlock, 'source' | 'blanks'>,
  values: readonly string[],
  empty: 'drop' | 'keep' = 'drop',
): string {
  let text = ''
  let from = 0
  for (const [index, { span }] of block.blanks.entries()) {
    const value = values[index] ?? ''
    const isKept = value === '' && empty === 'keep'
    text += block.source.slice(from, isKept ? span.end : span.start) + value
    from = span.end
  }
  return text + block.source.slice(from)
}

/** The number of the first line with a blank in it, from 1. */
export function firstBlankLine(source: string): number | undefined {
  const index = source.split('\n').findIndex((line) => /___FILL\w*___/.test(line))
  return index === -1 ? undefined : index + 1
}

/** Whether the page runs it as a whole, as a program with a Redis client in it. */
export function isProgram({ lang, isChecked }: Pick<FillBlock, 'lang' | 'isChecked'>): boolean {
  return isChecked && (lang === 'ts' || lang === 'typescript')
}

/** What the learner wrote into the blanks, in their order; '' where nothing is. */
export function keptBlanks(
  { id, blanks }: Pick<FillBlock, 'id' | 'blanks'>,
  kept: Readonly<Record<string, { readonly value: string }>>,
): readonly string[] {
  return blanks.map((_, index) => kept[`${id}.${index}`]?.value ?? '')
}

/** The command lines of a text: without empty lines, remarks (`#`) and the prompt sign of a transcript. */
export function commandLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/^>\s+/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
}
