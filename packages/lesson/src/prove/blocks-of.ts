import type { Block, CheckBlock, Lesson } from '../ast.ts'
import { withInner } from '../compile/grade-practice.ts'

/** All blocks of a lesson in their order, also those inside others. */
export function blocksOf({ sections }: Lesson): readonly Block[] {
  return sections.flatMap(({ blocks }) => blocks.flatMap(withInner))
}

export function checksOf(lesson: Lesson): readonly CheckBlock[] {
  return blocksOf(lesson).filter((block) => block.kind === 'check')
}
