import type { Block } from '../../ast.ts'
import type { Node } from '../markdown/tree.ts'
import { linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'
import { findInInfo, readFenceInfo } from './fence-info.ts'

/**
 * Gathers neighbouring fences that carry `tab="…"` under one node, so that the same example for
 * several clients reads as code after code on a code host, and as tabs here.
 */
export function gatherTabs(nodes: readonly Node[]): Node[] {
  const gathered: Node[] = []
  let run: Node[] = []
  for (const node of nodes) {
    if (tabOf(node) !== undefined) {
      run.push(node)
      continue
    }
    gathered.push(...joined(run), node)
    run = []
  }
  return [...gathered, ...joined(run)]
}

function tabOf(node: Node): string | undefined {
  return node.type === 'fence' ? readFenceInfo(node).attributes.get('tab') : undefined
}

function joined(run: readonly Node[]): Node[] {
  const [first] = run
  if (first === undefined) return []
  const end = run.at(-1)?.lines[1] ?? first.lines[1]
  const tokens = run.flatMap((node) => node.tokens)
  return [{ ...first, type: 'tabs', tokens, children: run, lines: [first.lines[0], end] }]
}

/** Neighbouring fences with `tab="redis-cli"`, `tab="Python"`; the same label twice is one tab. */
export const compileTabs: BlockCompiler = (node, { compilation, blockOf }) => {
  if (node.type !== 'tabs') return undefined
  const tabs = new Map<string, Block[]>()
  for (const fence of node.children) {
    const label = tabOf(fence) ?? ''
    const blocks = tabs.get(label) ?? []
    tabs.set(label, blocks)
    blocks.push(...blockOf(fence))
    if (label !== '') continue
    compilation.error({
      code: 'tab-label',
      message: 'a tab without a label',
      hint: 'write tab="Python"',
      at: findInInfo(fence, 'tab', compilation),
    })
  }
  return [
    {
      kind: 'tabs',
      tabs: [...tabs].map(([label, blocks]) => ({ label, blocks })),
      span: linesSpan(compilation.source, ...node.lines),
    },
  ]
}
