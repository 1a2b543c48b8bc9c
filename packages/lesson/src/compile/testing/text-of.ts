import type { Block, ChecklistItem, Lesson } from '../../ast.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&amp;': '&',
}

/** All that a reader can see of a lesson, without markup, in order. */
export function textOf(lesson: Lesson): string {
  return [
    plain(lesson.titleHtml),
    ...lesson.sections.flatMap(({ titleHtml, blocks }) => [
      plain(titleHtml),
      ...blocks.map(blockText),
    ]),
  ].join('\n')
}

/** Only letters and digits: what must survive whatever happens to the markup. */
export function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function plain(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity)
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'prose':
    case 'heading':
      return plain(block.html)
    case 'code':
    case 'fill':
      return plain(block.html)
    case 'transcript':
      return block.steps.map(({ html, expected }) => `${plain(html)}\n${expected}`).join('\n')
    case 'check':
      return `${block.check.title ?? ''}\n${plain(block.sayHtml)}\n${block.hintsHtml.map(plain).join('\n')}`
    case 'quiz':
      return block.questions
        .flatMap(({ askHtml, options, otherwiseHtml = '' }) => [
          plain(askHtml),
          ...options.flatMap(({ html, whyHtml }) => [plain(html), plain(whyHtml)]),
          plain(otherwiseHtml),
        ])
        .join('\n')
    case 'checklist':
      return block.items.map(itemText).join('\n')
    case 'spoiler':
      return [plain(block.summaryHtml), ...block.blocks.map(blockText)].join('\n')
    case 'callout':
    case 'quote':
    case 'visualizer':
      return block.blocks.map(blockText).join('\n')
    case 'tabs':
      return block.tabs
        .map(({ label, blocks }) => [label, ...blocks.map(blockText)].join('\n'))
        .join('\n')
    case 'list':
      return block.items.map(({ blocks }) => blocks.map(blockText).join('\n')).join('\n')
  }
}

function itemText({ html, items }: ChecklistItem): string {
  return [plain(html), ...items.map(itemText)].join('\n')
}
