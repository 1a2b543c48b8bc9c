import { headingOf } from '../heading-ids.ts'
import { renderInline } from '../markdown/parser.ts'
import { inlineOf } from '../markdown/tree.ts'
import { levelOf } from '../sections.ts'
import { linesSpan } from '../source-text.ts'
import type { BlockCompiler } from './block-compiler.ts'

/** A heading inside a section, which the page shows at level 2: from 3 down. */
export const compileHeading: BlockCompiler = (node, { compilation, sectionLevel }) => {
  if (node.type !== 'heading') return undefined
  const heading = headingOf(node.token)
  return [
    {
      kind: 'heading',
      level: Math.min(6, 2 + Math.max(1, levelOf(node) - sectionLevel)),
      id: heading.anchor,
      title: heading.title,
      html: renderInline(inlineOf(node)?.children ?? []),
      span: linesSpan(compilation.source, ...node.lines),
    },
  ]
}
