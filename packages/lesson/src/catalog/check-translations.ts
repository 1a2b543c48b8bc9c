import type { Span } from '@keyspace/redis-lang'
import type { Block, Lesson } from '../ast.ts'
import { withInner } from '../compile/grade-practice.ts'
import type { Problem } from '../problem.ts'
import { entryProblem, inFrontMatter } from './entry-problem.ts'
import type { CatalogEntry } from './catalog-entry.ts'

/** Both languages of a lesson have the same checks, practice and commands, in the same order. */
export function checkTranslations(entries: readonly CatalogEntry[]): Problem[] {
  return [...differences(entries), ...staleTranslations(entries), ...otherWeights(entries)]
}

/** A translation that names the text it was made from is told when that text has changed since. */
function staleTranslations(entries: readonly CatalogEntry[]): Problem[] {
  return entries.flatMap((entry) => {
    const { translationOf } = entry
    const original = entries.find(
      ({ lesson }) => lesson.slug === entry.lesson.slug && lesson.lang === translationOf?.lang,
    )
    if (translationOf === undefined || original === undefined) return []
    const now = original.lesson.sourceHash
    if (now === translationOf.sourceHash) return []
    return [
      entryProblem(entry, inFrontMatter(entry, translationOf.sourceHash), {
        code: 'translation-stale',
        severity: 'error',
        message: `${translationOf.lang}.md has changed since this was translated`,
        hint: `translate the change, then write sourceHash: ${now}`,
      }),
    ]
  })
}

/** An exam is graded the same in whatever language it was read. */
function otherWeights(entries: readonly CatalogEntry[]): Problem[] {
  return entries.flatMap((entry) => {
    const original = entries.find(
      ({ lesson }) => lesson.slug === entry.lesson.slug && lesson.lang < entry.lesson.lang,
    )
    if (original === undefined) return []
    if (JSON.stringify(original.grading) === JSON.stringify(entry.grading)) return []
    return [
      entryProblem(entry, inFrontMatter(entry, 'grading:'), {
        code: 'translation-differs',
        severity: 'error',
        message: `\`grading\` is not the same here and in ${original.lesson.lang}.md`,
        hint: 'write the same weights, in the same order, in every language',
      }),
    ]
  })
}

function differences(entries: readonly CatalogEntry[]): Problem[] {
  return entries.flatMap((entry) => {
    const original = entries.find(
      (other) => other.lesson.slug === entry.lesson.slug && other.lesson.lang < entry.lesson.lang,
    )
    const difference =
      original === undefined ? undefined : firstDifference(original.lesson, entry.lesson)
    if (original === undefined || difference === undefined) return []
    const { span, here, there } = difference
    return [
      entryProblem(entry, span, {
        code: 'translation-differs',
        severity: 'error',
        message: `here is ${here}, and ${original.lesson.lang}.md has ${there}`,
        hint: 'code, commands and checks are the same in every language; only the sentences differ',
      }),
    ]
  })
}

interface Code {
  /** What must be the same. */
  readonly key: string
  readonly name: string
  readonly span: Span
}

function firstDifference(
  original: Lesson,
  lesson: Lesson,
): { span: Span; here: string; there: string } | undefined {
  const [theirs, ours] = [codeOf(original), codeOf(lesson)]
  for (let index = 0; index < Math.max(theirs.length, ours.length); index++) {
    const [their, our] = [theirs[index], ours[index]]
    if (their?.key === our?.key) continue
    return {
      span: our?.span ?? ours.at(-1)?.span ?? { start: 0, end: 1 },
      here: our?.name ?? 'nothing more',
      there: their?.name ?? 'nothing more',
    }
  }
  return undefined
}

function codeOf(lesson: Lesson): Code[] {
  return lesson.sections.flatMap((section) => section.blocks.flatMap(withInner)).flatMap(toCode)
}

function toCode(block: Block): Code[] {
  switch (block.kind) {
    case 'transcript':
      return block.steps.map(({ line, span }) => ({
        key: `${block.client}> ${line}`,
        name: `\`${line}\` in terminal ${block.client}`,
        span,
      }))
    case 'fill': {
      const blanks = block.blanks.map(({ name }) => name).join()
      return [
        { key: `${block.id} ${blanks}`, name: `the practice \`${block.id}\``, span: block.span },
      ]
    }
    case 'check': {
      const { id, points, assert } = block.check
      const key = JSON.stringify({ id, points, assert }, (name, value: unknown) =>
        name === 'say' ? undefined : value,
      )
      return [
        {
          key,
          name: `the check \`${id}\` (its id, points or assertions differ)`,
          span: block.span,
        },
      ]
    }
    case 'quiz':
      return block.questions.map(({ id, kind, options, prediction, span }) => ({
        key: JSON.stringify([
          block.id,
          id,
          kind,
          options.map(({ isRight }) => isRight),
          prediction,
        ]),
        name: `the question \`${id}\` (its kind, commands or right options differ)`,
        span,
      }))
    case 'visualizer': {
      const { name, settings, span } = block
      return [{ key: JSON.stringify([name, settings]), name: `the visualizer \`${name}\``, span }]
    }
    case 'code': {
      const { lang, source, span } = block
      if (!isCode(lang)) return []
      return [{ key: `${lang} ${bareCode(source, lang)}`, name: `this code in \`${lang}\``, span }]
    }
    default:
      return []
  }
}

/** What is text for a reader may be translated: a diagram, a log, a reply. */
function isCode(lang: string): boolean {
  return !['', 'text', 'txt', 'plain', 'diff', 'http', 'console', 'mermaid'].includes(lang)
}

const HASH_REMARKS = /(?:^|\s)#.*$/gm
const SLASH_REMARKS = /\/\*[^]*?\*\/|(?:^|\s)\/\/.*$/gm
const DASH_REMARKS = /(?:^|\s)--.*$/gm
const REMARKS: Readonly<Record<string, RegExp>> = {
  ...{ lua: DASH_REMARKS, sql: DASH_REMARKS },
  ...{ ts: SLASH_REMARKS, typescript: SLASH_REMARKS, js: SLASH_REMARKS, javascript: SLASH_REMARKS },
  ...{ go: SLASH_REMARKS, java: SLASH_REMARKS, css: SLASH_REMARKS, vue: SLASH_REMARKS },
}

/** Code without what is said to people in it: remarks and texts are translated, the rest is not. */
function bareCode(source: string, lang: string): string {
  return source
    .replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""')
    .replaceAll(REMARKS[lang] ?? HASH_REMARKS, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
