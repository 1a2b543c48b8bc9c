import type { FillBlock, Lesson } from '@keyspace/lesson/ast'

/** The practice of an exam that is what its editor begins with. */
const TEMPLATE_ID = 'submission'

/** The lesson without the template, which stands in the editor, and the template. */
export function withoutTemplate(lesson: Lesson): { lesson: Lesson; template: string } {
  const isTemplate = (block: { kind: string }): block is FillBlock =>
    block.kind === 'fill' && 'id' in block && block.id === TEMPLATE_ID
  const template = lesson.sections.flatMap(({ blocks }) => blocks).find(isTemplate)?.source ?? ''
  const sections = lesson.sections.map((section) => ({
    ...section,
    blocks: section.blocks.filter((block) => !isTemplate(block)),
  }))
  return { lesson: { ...lesson, sections }, template }
}
