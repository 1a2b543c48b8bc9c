import type { CalloutBlock } from '../../ast.ts'
import { meantOneOf } from '../../did-you-mean.ts'
import { inlineOf, type Node } from '../markdown/tree.ts'
import { findInLines, linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'

/** The signs that code hosts know (`> [!NOTE]`), and our tone for each. */
const TONES: ReadonlyMap<string, CalloutBlock['tone']> = new Map([
  ['NOTE', 'note'],
  ['TIP', 'tip'],
  ['WARNING', 'warning'],
  ['IMPORTANT', 'note'],
  ['CAUTION', 'warning'],
])
const SIGN = /^\[!([\p{L}_-]+)\]\s*$/u

/** `> [!NOTE]` and its text. */
export const compileCallout: BlockCompiler = (node, { compilation, blocksOf }) => {
  const [paragraph] = node.children
  if (node.type !== 'blockquote' || paragraph === undefined) return undefined
  const sign = SIGN.exec(inlineOf(paragraph)?.children?.[0]?.content ?? '')?.[1]
  if (sign === undefined) return undefined
  const tone = TONES.get(sign.toUpperCase())
  if (tone === undefined) {
    compilation.doubt({
      code: 'callout-kind',
      message: `unknown callout \`[!${sign}]\``,
      hint: meantOneOf(sign, [...TONES.keys()]),
      at: findInLines(compilation.source, `[!${sign}]`, node.lines),
    })
    return undefined
  }
  const span = linesSpan(compilation.source, ...node.lines)
  return [{ kind: 'callout', tone, blocks: blocksOf(withoutSign(node)), span }]
}

function withoutSign(quote: Node): readonly Node[] {
  const [paragraph, ...rest] = quote.children
  const inline = paragraph === undefined ? undefined : inlineOf(paragraph)
  if (paragraph === undefined || inline === undefined) return rest
  inline.children = inline.children?.slice(2) ?? []
  return inline.children.length === 0 ? rest : [paragraph, ...rest]
}
