import type { ChecklistItem } from '../../ast.ts'
import type { Compilation } from '../compilation.ts'
import { renderTokens } from '../markdown/parser.ts'
import type { Node } from '../markdown/tree.ts'
import { linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'
import { findInInfo, readFenceInfo } from './fence-info.ts'
import { isTaskList, tickOf } from './task-list.ts'

/** A list of `- [ ]` items, each with what stands under it. */
export const compileChecklist: BlockCompiler = (node, { compilation }) => {
  if (!isTaskList(node)) return undefined
  const id = compilation.nextId('checklist')
  refuseMachineParts(node.children, compilation)
  return [
    {
      kind: 'checklist',
      id,
      items: itemsOf(node, id),
      span: linesSpan(compilation.source, ...node.lines),
    },
  ]
}

function itemsOf(list: Node, path: string): ChecklistItem[] {
  return list.children.map((item, index) => {
    const id = `${path}-${index + 1}`
    const lists = item.children.filter(isTaskList)
    return {
      id,
      html: textOf(item.children.filter((child) => !lists.includes(child))),
      isTicked: tickOf(item) === 'done',
      items: lists.flatMap((nested, order) => itemsOf(nested, order === 0 ? id : `${id}-${order}`)),
    }
  })
}

/** An item's text without its box; its first paragraph stands without `<p>`. */
function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node, index) => {
      const isFirst = index === 0 && node.type === 'paragraph'
      return renderTokens(isFirst ? node.tokens.slice(1, -1) : node.tokens)
    })
    .join('\n')
}

/** An item is text: nothing in it can be run. */
function refuseMachineParts(nodes: readonly Node[], compilation: Compilation): void {
  for (const node of nodes) {
    const role = node.type === 'fence' ? readFenceInfo(node).role : undefined
    if (role !== undefined) {
      compilation.error({
        code: 'fence-in-checklist',
        message: `a \`${role}\` fence cannot stand in a check list`,
        hint: 'put it before or behind the list',
        at: findInInfo(node, role, compilation),
      })
    }
    refuseMachineParts(node.children, compilation)
  }
}
