import { linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'
import { holdsBlocks } from './list.ts'

/** A quote that holds more than prose. */
export const compileQuote: BlockCompiler = (node, { compilation, blocksOf }) => {
  if (node.type !== 'blockquote' || !holdsBlocks(node)) return undefined
  return [
    {
      kind: 'quote',
      blocks: blocksOf(node.children),
      span: linesSpan(compilation.source, ...node.lines),
    },
  ]
}
