import { createHash } from 'node:crypto'
import type { Lesson, LessonLang, Section } from '../ast.ts'
import type { FrontMatter } from '../schema/front-matter.ts'
import { meantOneOf } from '../did-you-mean.ts'
import type { Compilation } from './compilation.ts'
import { withInner } from './grade-practice.ts'
import { headingOf } from './heading-ids.ts'
import { escapeHtml } from './highlight/index.ts'
import { renderInline } from './markdown/parser.ts'
import { inlineOf } from './markdown/tree.ts'
import type { Outline } from './sections.ts'
import { linesSpan } from './source-text.ts'

interface Parts {
  readonly input: { readonly slug: string; readonly lang: LessonLang; readonly source: string }
  readonly front: FrontMatter
  readonly outline: Outline
  readonly sections: readonly Section[]
  readonly compilation: Compilation
}

/** Puts the lesson together from what the passes made. */
export function toLesson(parts: Parts): Lesson {
  const { input, front, sections } = parts
  const { summary, minutes, difficulty, needs, exam } = front
  return {
    slug: input.slug,
    lang: input.lang,
    ...titleOf(parts),
    ...(summary === undefined ? {} : { summary }),
    ...(minutes === undefined ? {} : { minutes }),
    ...(difficulty === undefined ? {} : { difficulty }),
    ...(needs === undefined ? {} : { needs }),
    ...(exam === undefined ? {} : { exam }),
    concepts: front.concepts,
    prerequisites: front.prerequisites,
    clients: clientsOf(parts),
    seed: front.seed,
    sections,
    sourceHash: createHash('sha256').update(input.source).digest('hex'),
  }
}

function titleOf({ input, front, outline, compilation }: Parts) {
  const heading = outline.title
  const written = heading === undefined ? '' : headingOf(heading.token).title
  const title = front.title ?? (written === '' ? input.slug : written)
  if (front.title === undefined && written === '') {
    compilation.doubt({
      code: 'title-missing',
      message: 'the lesson has no title',
      hint: 'start it with `# Its title`',
      at: linesSpan(compilation.source, 0, 1),
    })
  }
  const titleHtml =
    heading === undefined ? escapeHtml(title) : renderInline(inlineOf(heading)?.children ?? [])
  return { title, titleHtml }
}

/** The terminals the front matter names, else those that the transcripts run in. */
function clientsOf({ front, sections, compilation }: Parts): readonly string[] {
  const blocks = sections.flatMap((section) => section.blocks.flatMap(withInner))
  const transcripts = blocks.filter((block) => block.kind === 'transcript')
  const declared = front.clients
  if (declared === undefined) {
    const used = new Set(['A', ...transcripts.map(({ client }) => client)])
    return [...used].toSorted()
  }
  for (const { client, span } of transcripts) {
    if (declared.includes(client)) continue
    compilation.error({
      code: 'client-unknown',
      message: `the lesson has no terminal \`${client}\``,
      hint: meantOneOf(client, declared),
      at: { start: span.start, end: span.start + 1 },
    })
  }
  return declared
}
