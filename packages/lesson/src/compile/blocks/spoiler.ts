import { renderInline } from '../markdown/parser.ts'
import { inlineOf, type Node } from '../markdown/tree.ts'
import { findInLines, linesSpan } from '../source-text.ts'
import type { BlockCompiler, BlockContext } from './block-compiler.ts'

const SHOW = { en: 'Show', ru: 'Показать' } as const

/** `<details>` with its summary. */
export const compileSpoiler: BlockCompiler = (node, context) => {
  if (node.type !== 'details') return undefined
  const { compilation, blocksOf } = context
  const summary = node.children.find((child) => child.type === 'summary')
  const summaryHtml = summary === undefined ? '' : renderInline(inlineOf(summary)?.children ?? [])
  checkIsClosed(node, context)
  return [
    {
      kind: 'spoiler',
      summaryHtml: summaryHtml === '' ? SHOW[compilation.lang] : summaryHtml,
      blocks: blocksOf(node.children.filter((child) => child !== summary)),
      span: linesSpan(compilation.source, ...node.lines),
    },
  ]
}

function checkIsClosed(node: Node, { compilation }: BlockContext): void {
  if (node.token.attrGet('data-open') === null) return
  compilation.doubt({
    code: 'details-open',
    message: 'this <details> is never closed',
    hint: 'put </details> behind what it hides; it is taken to end at the next heading or rule',
    at: findInLines(compilation.source, '<details', node.lines),
  })
}
