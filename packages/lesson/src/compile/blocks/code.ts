import { highlight } from '../highlight/index.ts'
import { linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'
import { checkPlainInfo, fenceText, readFenceInfo } from './fence-info.ts'

/** Code to read: a fence without a role, or an indented block. */
export const compileCode: BlockCompiler = (node, { compilation }) => {
  if (node.type !== 'fence' && node.type !== 'code_block') return undefined
  const info = readFenceInfo(node)
  checkPlainInfo(node, info, compilation)
  const source = fenceText(node)
  return [
    {
      kind: 'code',
      lang: info.lang,
      source,
      html: highlight(source, info.lang),
      span: linesSpan(compilation.source, ...node.lines),
    },
  ]
}
