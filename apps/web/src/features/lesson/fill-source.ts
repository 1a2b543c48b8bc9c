import type { FillBlock } from '@keyspace/lesson/ast'

/** The block's text with the learner's words in its blanks, in their order. */
export function filledSource(
  block: Pick<FillBlock, 'source' | 'blanks'>,
  values: readonly string[],
): string {
  let text = ''
  let from = 0
  for (const [index, { span }] of block.blanks.entries()) {
    text += block.source.slice(from, span.start) + (values[index] ?? '')
    from = span.end
  }
  return text + block.source.slice(from)
}

/** The command lines of a text: without empty lines, remarks (`#`) and the prompt sign of a transcript. */
export function commandLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/^>\s+/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
}
