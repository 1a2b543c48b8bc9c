import type { Section } from '../ast.ts'
import { compileBlocks } from './blocks/index.ts'
import type { Compilation } from './compilation.ts'
import { headingOf } from './heading-ids.ts'
import { renderInline } from './markdown/parser.ts'
import { inlineOf } from './markdown/tree.ts'
import { levelOf, type Outline } from './sections.ts'

/** The level that the page gives the headings of sections. */
const SECTION_LEVEL = 2

export function compileSections(outline: Outline, compilation: Compilation): Section[] {
  return outline.sections.map(({ kind, heading, nodes }) => {
    const known = heading === undefined ? undefined : headingOf(heading.token)
    const level = heading === undefined ? SECTION_LEVEL : levelOf(heading)
    return {
      kind,
      id: known?.anchor ?? kind,
      title: known?.title ?? '',
      titleHtml: heading === undefined ? '' : renderInline(inlineOf(heading)?.children ?? []),
      blocks: compileBlocks(nodes, compilation, level),
    }
  })
}
