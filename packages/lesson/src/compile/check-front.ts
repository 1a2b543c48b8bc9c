import type { Section } from '../ast.ts'
import type { FrontMatter } from '../schema/front-matter.ts'
import type { Compilation } from './compilation.ts'
import { withInner } from './grade-practice.ts'
import { findInLines } from './source-text.ts'

/** What the front matter says of the lesson is so: its id is the folder's, its points add up. */
export function checkFront(
  front: FrontMatter,
  slug: string,
  sections: readonly Section[],
  compilation: Compilation,
): void {
  if (front.id !== undefined && front.id !== slug) {
    compilation.error({
      code: 'id-slug',
      message: `the id is \`${front.id}\`, and the folder is called \`${slug}\``,
      hint: 'give both the same name, or leave the id out',
      at: findInLines(compilation.source, front.id, [1, compilation.source.starts.length]),
    })
  }
  const blocks = sections.flatMap((section) => section.blocks.flatMap(withInner))
  const points = blocks.reduce(
    (sum, block) => (block.kind === 'check' ? sum + block.check.points : sum),
    0,
  )
  if (front.points === undefined || front.points === points) return
  compilation.error({
    code: 'points-sum',
    message: `the lesson promises ${front.points} points, and its checks give ${points}`,
    hint: `write points: ${points}, or leave it out`,
    at: findInLines(compilation.source, 'points:', [1, compilation.source.starts.length]),
  })
}
