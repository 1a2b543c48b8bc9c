import type { Node } from '../markdown/tree.ts'
import { linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'
import { isList, isTaskList } from './task-list.ts'

const MORE_THAN_PROSE = ['fence', 'code_block', 'details', 'directive', 'heading']

/** True for what a page must be able to act on: code, practice, spoilers, check lists. */
export function holdsBlocks(node: Node): boolean {
  return node.children.some(
    (child) => MORE_THAN_PROSE.includes(child.type) || isTaskList(child) || holdsBlocks(child),
  )
}

/** A list that holds more than prose. */
export const compileList: BlockCompiler = (node, { compilation, blocksOf }) => {
  if (!isList(node) || !holdsBlocks(node)) return undefined
  const start = node.token.attrGet('start')
  return [
    {
      kind: 'list',
      ...(node.type === 'ordered_list' ? { start: Number(start ?? 1) } : {}),
      items: node.children.map((item) => ({ blocks: blocksOf(item.children) })),
      span: linesSpan(compilation.source, ...node.lines),
    },
  ]
}
