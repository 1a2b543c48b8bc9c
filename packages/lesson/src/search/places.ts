import type { Block, Lesson, LessonLang } from '../ast.ts'
import { withInner } from '../compile/grade-practice.ts'
import type { Glossary } from '../glossary/term.ts'
import type { SearchPlace } from './search-index.ts'

/** Characters of one place: enough for its words, and no second copy of the course. */
const MOST_TEXT = 3_000

/** Everything that a search in one language finds. Solutions are left out: nobody should find them by chance. */
export function searchPlaces(
  lessons: readonly Lesson[],
  glossary: Glossary,
  lang: LessonLang,
): readonly SearchPlace[] {
  const own = lessons.filter((lesson) => lesson.lang === lang)
  const slugs = new Set(own.map(({ slug }) => slug))
  // A lesson that is not translated is found in the language it has.
  const others = lessons.filter((lesson) => lesson.lang !== lang && !slugs.has(lesson.slug))
  return [...[...own, ...others].flatMap(placesOf), ...glossary[lang].map(placeOfTerm)]
}

function placeOfTerm({ id, term, html }: Glossary['en'][number]): SearchPlace {
  const href = `/glossary#${id}`
  return { id: href, kind: 'term', title: term, lesson: '', href, text: plain(html), commands: '' }
}

function placesOf(lesson: Lesson): readonly SearchPlace[] {
  return lesson.sections.flatMap((section) => {
    if (section.kind === 'solution') return []
    const parts = [{ id: section.id, title: section.title, blocks: [] as Block[] }]
    for (const block of section.blocks) {
      if (block.kind === 'heading') parts.push({ id: block.id, title: block.title, blocks: [] })
      else parts.at(-1)?.blocks.push(block)
    }
    return parts
      .filter(({ title, blocks }) => title !== '' || blocks.length > 0)
      .map((part) => placeOf(lesson, part))
  })
}

function placeOf(
  { slug, title: lesson, summary }: Lesson,
  {
    id,
    title,
    blocks,
  }: { readonly id: string; readonly title: string; readonly blocks: readonly Block[] },
): SearchPlace {
  const all = blocks.flatMap(withInner)
  const isIntro = title === ''
  const href = isIntro ? `/lessons/${slug}` : `/lessons/${slug}#${id}`
  const text = [isIntro ? (summary ?? '') : '', ...all.map(textOf)].join(' ')
  return {
    id: `${slug}#${id}`,
    kind: 'lesson',
    title: isIntro ? lesson : title,
    lesson,
    href,
    text: squeeze(text),
    commands: squeeze(all.map(commandsOf).join(' ')),
  }
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'prose':
      return plain(block.html)
    case 'check':
      return `${block.check.title ?? ''} ${plain(block.sayHtml)}`
    case 'checklist':
      return block.items.map(({ html }) => plain(html)).join(' ')
    default:
      return ''
  }
}

function commandsOf(block: Block): string {
  if (block.kind === 'transcript') return block.steps.map(({ line }) => line).join(' ')
  return block.kind === 'code' || block.kind === 'fill' ? block.source : ''
}

/** The words of our own HTML. */
function plain(html: string): string {
  const words = html.replaceAll(/<[^>]*>/g, (tag) =>
    /^<\/?(?:code|em|strong|a|span)\b/.test(tag) ? '' : ' ',
  )
  const signs: Readonly<Record<string, string>> = {
    lt: '<',
    gt: '>',
    quot: '"',
    amp: '&',
    '#39': "'",
  }
  return words.replaceAll(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => signs[name] ?? '')
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_TEXT)
}
