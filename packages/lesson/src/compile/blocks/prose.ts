import { renderTokens } from '../markdown/parser.ts'
import { linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'

/** Whatever no other kind takes. */
export const compileProse: BlockCompiler = (node, { compilation }) => {
  const html = renderTokens(node.tokens)
  if (html === '') return []
  return [{ kind: 'prose', html, span: linesSpan(compilation.source, ...node.lines) }]
}
