import type { Block, CheckBlock, HeadingBlock, Lesson } from '@keyspace/lesson/ast'

function children(block: Block): readonly Block[] {
  switch (block.kind) {
    case 'spoiler':
    case 'callout':
    case 'quote':
    case 'visualizer':
      return block.blocks
    case 'tabs':
      return block.tabs.flatMap((tab) => tab.blocks)
    case 'list':
      return block.items.flatMap((item) => item.blocks)
    default:
      return []
  }
}

/** Every block in the order of the text, those inside of others behind them. */
function allBlocks(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => [block, ...allBlocks(children(block))])
}

/** The steps that the learner sees and those that only count, in the order of the text. */
export function lessonChecks(lesson: Lesson): readonly CheckBlock[] {
  return lesson.sections
    .flatMap((section) => allBlocks(section.blocks))
    .filter((block) => block.kind === 'check')
}

/** What a block is known by when its neighbours come and go, so that it keeps its state. */
export function blockKey(block: Block, index: number): string {
  if (block.kind === 'check') return `check ${block.check.id}`
  return 'id' in block ? `${block.kind} ${block.id}` : String(index)
}

/**
 * The level at which each heading of a section is shown: below the section's h2 and never more than
 * one deeper than the one it belongs to, whatever number of # the author wrote.
 */
export function headingLevels(blocks: readonly Block[]): ReadonlyMap<string, number> {
  const open: HeadingBlock[] = []
  const levels = new Map<string, number>()
  for (const block of allBlocks(blocks)) {
    if (block.kind !== 'heading') continue
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= block.level) open.pop()
    open.push(block)
    levels.set(block.id, Math.min(6, open.length + 2))
  }
  return levels
}

/** The titles of all headings as HTML, by their ids. */
export function headingTitles(lesson: Lesson): ReadonlyMap<string, string> {
  return new Map(
    lesson.sections.flatMap(({ id, titleHtml, blocks }) => [
      [id, titleHtml] as const,
      ...allBlocks(blocks)
        .filter((block) => block.kind === 'heading')
        .map((heading) => [heading.id, heading.html] as const),
    ]),
  )
}
