import type { Block, CheckBlock, QuizBlock, TranscriptBlock } from '@keyspace/lesson/ast'
import type { CatalogEntry } from '@keyspace/lesson/catalog'
import { withInner } from '@keyspace/lesson/compile'
import { REPLY_MARKS } from './redis-block.ts'
import { WORDS, type PageWords } from './words.ts'

/** A piece of the source and what stands in its place. */
interface Change {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * A lesson as a page of a RedisInsight tutorial: transcripts become blocks that it runs, practice a
 * block to fill in, checks and questions text. What only our proof reads is left out.
 */
export function toPage(entry: CatalogEntry): string {
  const { lesson, file, solutions } = entry
  const words = WORDS[lesson.lang]
  const blocks = lesson.sections.flatMap((section) => section.blocks.flatMap(withInner))
  const changes = [
    frontMatter(file.text),
    ...blocks.flatMap((block) => changeOf(block, file.text, words)),
    ...solutions.map(({ span, source, lang, isShown }) => {
      const text = lang === 'redis' ? fence(`redis ${words.solution}`, source) : fence(lang, source)
      return { ...span, text: isShown ? text : '' }
    }),
  ]
  return `${withTabNames(apply(file.text, changes)).trim()}\n`
}

function frontMatter(text: string): Change {
  const [matter = ''] = /^\uFEFF?---\r?\n[^]*?\n---[ \t]*(?=\r?\n|$)/.exec(text) ?? []
  return { start: 0, end: matter.length, text: '' }
}

function changeOf(block: Block, source: string, words: PageWords): Change[] {
  switch (block.kind) {
    case 'transcript':
      return [{ ...block.span, text: transcriptText(block, words) }]
    case 'fill':
      return [
        {
          ...block.span,
          text: fence(block.lang === 'redis' ? `redis ${words.fill}` : block.lang, block.source),
        },
      ]
    case 'check':
      return [{ ...block.span, text: checkText(block, words) }]
    case 'quiz':
      return [{ ...block.span, text: quizText(block, words) }]
    case 'visualizer':
      return directiveChanges(block.span, source)
    default:
      return []
  }
}

function fence(info: string, source: string): string {
  return `\`\`\`${info}\n${source}\n\`\`\``
}

function transcriptText({ steps, isStatic, client }: TranscriptBlock, words: PageWords): string {
  const lines = steps.flatMap(({ line, expected, compare }) => [
    line,
    ...(expected === ''
      ? []
      : expected.split('\n').map((reply) => `${REPLY_MARKS[compare]}${reply}`)),
  ])
  if (!isStatic) {
    const label = client === 'A' ? words.run : `${words.run} (${client})`
    return fence(`redis ${label}`, lines.join('\n'))
  }
  const shown = steps.flatMap(({ line, expected }) => [`> ${line}`, expected])
  return fence('text', shown.filter((line) => line !== '').join('\n'))
}

function checkText({ check }: CheckBlock, words: PageWords): string {
  if (check.hidden) return ''
  const title = check.title === undefined ? '' : ` ${check.title}.`
  const hints = check.hints.map((hint) => `- ${hint.trim().replaceAll('\n', '\n  ')}`)
  const task = `**${words.task}.**${title} ${check.say.trim()}`
  return hints.length === 0 ? task : [task, details(words.hints, hints.join('\n'))].join('\n\n')
}

function details(summary: string, text: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${text}\n\n</details>`
}

function quizText({ title, questions }: QuizBlock, words: PageWords): string {
  const parts = questions.map(({ kind, options, prediction, askHtml }, index) => {
    const lines = [...(prediction?.before ?? []), ...(prediction ? [prediction.run] : [])]
    const code =
      lines.length === 0 ? '' : `\n\n${fence('text', lines.map(({ line }) => line).join('\n'))}`
    const choices =
      kind === 'text' ? '' : `\n\n${options.map(({ text }) => `- ${text}`).join('\n')}`
    const answers = options.map(
      ({ text, isRight, whyHtml }) =>
        `- ${isRight || kind === 'order' ? `**${text}**` : text}: ${inlineMarkdown(whyHtml)}`,
    )
    return `**${index + 1}.** ${inlineMarkdown(askHtml)}${code}${choices}\n\n${details(words.answer, answers.join('\n'))}`
  })
  return [`**${title ?? words.quiz}**`, ...parts].join('\n\n')
}

const MARKS: Readonly<Record<string, string>> = { code: '`', strong: '**', em: '_' }
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&amp;': '&',
}

/** The compiler's HTML of a sentence back as Markdown. */
function inlineMarkdown(html: string): string {
  return html
    .replaceAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g, '[$2]($1)')
    .replaceAll(/<\/?(\w+)[^>]*>/g, (_, tag: string) => MARKS[tag] ?? '')
    .replaceAll(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity)
}

/** `::: name …` and its `:::` go, the words between them stay. */
function directiveChanges(span: { start: number; end: number }, source: string): Change[] {
  const text = source.slice(span.start, span.end)
  return [...text.matchAll(/^[ \t]*:::.*$/gm)].map(({ index, 0: line }) => ({
    start: span.start + index,
    end: span.start + index + line.length,
    text: '',
  }))
}

/** Each change in its place; one that lies inside of another is part of it. */
function apply(source: string, changes: readonly Change[]): string {
  const inOrder = changes.toSorted((a, b) => a.start - b.start || b.end - a.end)
  let text = ''
  let at = 0
  for (const change of inOrder) {
    if (change.start < at) continue
    text += source.slice(at, change.start) + indented(change, source)
    at = change.end
  }
  return text + source.slice(at)
}

/** Inside of a list or a quote every line begins as the first one does. */
function indented({ start, text }: Change, source: string): string {
  const [indent = ''] = /^[ \t>]*/.exec(source.slice(start)) ?? []
  return text
    .split('\n')
    .map((line) => (line === '' ? line : indent + line))
    .join('\n')
}

/** The other names of a fence mean nothing there; that of a tab comes above it. */
function withTabNames(text: string): string {
  return text.replaceAll(
    /^([ \t]*)(`{3,}[\w-]+) tab="([^"]*)"$/gm,
    (_, indent: string, fenceStart: string, label: string) =>
      `${indent}**${label}**\n\n${indent}${fenceStart}`,
  )
}
