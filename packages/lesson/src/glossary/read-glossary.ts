import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lesson, LessonLang } from '../ast.ts'
import { meantOneOf } from '../did-you-mean.ts'
import { inlineHtml } from '../compile/blocks/fence-yaml.ts'
import { startCompilation, type Finding } from '../compile/compilation.ts'
import { withInner } from '../compile/grade-practice.ts'
import { readYaml } from '../compile/read-yaml.ts'
import { readSource } from '../compile/source-text.ts'
import type { Problem } from '../problem.ts'
import { glossarySchema, type GlossaryYaml } from '../schema/glossary.ts'
import type { Glossary, Term } from './term.ts'

export interface GlossaryFile {
  readonly glossary: Glossary
  /** By which words a lesson names each term. */
  readonly names: Readonly<Record<LessonLang, readonly TermNames[]>>
  readonly problems: readonly Problem[]
}

export interface TermNames {
  readonly id: string
  readonly names: readonly string[]
  /** Slug of the lesson that teaches it; undefined when the glossary names none. */
  readonly taughtIn?: string
  /** Outside of the lesson that teaches it the word means something else, as a rule. */
  readonly isEveryday: boolean
}

const EMPTY: GlossaryFile = {
  glossary: { en: [], ru: [] },
  names: { en: [], ru: [] },
  problems: [],
}

/** Reads `glossary.yaml` beside `course.yaml`; a course may have none. Links are held against the lessons. */
export async function readGlossary(
  dir: string,
  file: string,
  lessons: readonly Lesson[],
): Promise<GlossaryFile> {
  const text = await readFile(join(dir, 'glossary.yaml'), 'utf8').catch(() => undefined)
  if (text === undefined) return EMPTY
  const source = readSource(file, text)
  const { error, problems } = startCompilation(source, 'en', () => ({ kind: 'none' }))
  const yaml = { text, name: 'glossary', toFile: (offset: number) => offset }
  const entries = readYaml(yaml, glossarySchema, error)
  if (entries === undefined) return { ...EMPTY, problems }
  for (const finding of checkEntries(entries, lessons, text)) error(finding)
  return {
    glossary: { en: termsOf(entries, 'en', lessons), ru: termsOf(entries, 'ru', lessons) },
    names: { en: namesOf(entries, 'en'), ru: namesOf(entries, 'ru') },
    problems,
  }
}

function checkEntries(
  entries: GlossaryYaml,
  lessons: readonly Lesson[],
  text: string,
): readonly Finding[] {
  const findings: Finding[] = []
  const at = (words: string, nth = 0) => {
    const start = text
      .split(words)
      .slice(0, nth + 1)
      .join(words).length
    return { start: Math.min(start, text.length), end: Math.min(start + words.length, text.length) }
  }
  const seen = new Set<string>()
  for (const { id, see } of entries) {
    if (seen.has(id)) {
      findings.push({
        code: 'glossary-id-twice',
        message: `the id \`${id}\` is there twice`,
        hint: 'give one of them another id',
        at: at(`id: ${id}`, 1),
      })
    }
    seen.add(id)
    for (const place of see) {
      const hint = wrongPlace(place, lessons)
      if (hint === undefined) continue
      const message = `\`${place}\` leads nowhere`
      findings.push({ code: 'glossary-see', message, hint, at: at(place) })
    }
  }
  return findings
}

/** Of a place such as `r3-counters#the-race`. */
function slugOf(place: string): string {
  return place.split('#', 1).join()
}

function anchorOf(place: string): string | undefined {
  return place.split('#')[1]
}

/** What to do about a place that is not there; undefined when it is. */
function wrongPlace(place: string, lessons: readonly Lesson[]): string | undefined {
  const slug = slugOf(place)
  const anchor = anchorOf(place)
  const own = lessons.filter((lesson) => lesson.slug === slug)
  if (own.length === 0) return meantOneOf(slug, [...new Set(lessons.map((one) => one.slug))])
  if (anchor === undefined) return undefined
  const anchors = own.map((lesson) => headingsOf(lesson).map(({ id }) => id))
  const isSome = anchors.some((ids) => ids.includes(anchor))
  return isSome ? undefined : meantOneOf(anchor, anchors.flat())
}

function headingsOf({ sections }: Lesson): readonly { id: string; title: string }[] {
  return sections.flatMap(({ id, title, blocks }) => [
    { id, title },
    ...blocks.flatMap(withInner).filter((block) => block.kind === 'heading'),
  ])
}

function termsOf(
  entries: GlossaryYaml,
  lang: LessonLang,
  lessons: readonly Lesson[],
): readonly Term[] {
  const terms = entries.map(({ id, term, text, see }) => ({
    id,
    term: term[lang],
    html: inlineHtml(text[lang]),
    see: see.flatMap((place) => linkTo(place, lang, lessons)),
  }))
  return terms.toSorted((a, b) => a.term.localeCompare(b.term, lang))
}

/**
 * A heading has another anchor in each language. Lessons have the same headings in the same order, so the
 * place of one in the language that names it is its place in the other.
 */
function linkTo(
  place: string,
  lang: LessonLang,
  lessons: readonly Lesson[],
): readonly { href: string; title: string }[] {
  const slug = slugOf(place)
  const anchor = anchorOf(place)
  const own = lessons.filter((lesson) => lesson.slug === slug)
  const lesson = own.find((one) => one.lang === lang) ?? own[0]
  if (lesson === undefined) return []
  const index = own
    .map((one) => headingsOf(one).findIndex(({ id }) => id === anchor))
    .find((found) => found >= 0)
  const heading = index === undefined ? undefined : headingsOf(lesson)[index]
  const href = `/lessons/${slug}${heading === undefined ? '' : `#${heading.id}`}`
  return [{ href, title: heading?.title ?? lesson.title }]
}

function namesOf(entries: GlossaryYaml, lang: LessonLang): readonly TermNames[] {
  return entries.map(({ id, term, also, everyday = false, see: [place] }) => ({
    id,
    isEveryday: everyday,
    names: [term[lang], ...(also?.[lang] ?? [])],
    ...(place === undefined ? {} : { taughtIn: slugOf(place) }),
  }))
}
