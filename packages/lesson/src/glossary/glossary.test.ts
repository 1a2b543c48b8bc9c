import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Course, CourseModule, Lesson, LessonLang } from '../ast.ts'
import { compileLesson } from '../compile/index.ts'
import { linkTerms, readGlossary } from './index.ts'

const dir = mkdtempSync(join(tmpdir(), 'keyspace-glossary-'))
afterAll(() => rmSync(dir, { recursive: true }))

function lesson(lang: LessonLang, theory: string, slug = 'l'): Lesson {
  const source = `# L\n\n## Theory\n\n${theory}\n\n## Practice\n\n## Solution\n\nA key.\n`
  const made = compileLesson({ slug, lang, file: 'l.md', source })
  if (!made.ok) throw new Error('the lesson does not compile')
  return made.lesson
}

const GLOSSARY = `
- id: key
  term: { en: key, ru: ключ }
  text: { en: 'A \`name\`.', ru: Имя. }
  see: [l#more-keys]
- id: race
  term: { en: race condition, ru: состояние гонки }
  text: { en: Who comes first., ru: Кто первый. }
  also: { en: [lost update], ru: [гонка данных] }
- id: set
  term: { en: set, ru: множество }
  text: { en: Members., ru: Элементы. }
  see: [l]
  everyday: true
- id: sorted-set
  term: { en: sorted set, ru: сортированное множество }
  text: { en: In order., ru: По порядку. }
`
const LESSONS = [lesson('en', '### More keys'), lesson('ru', '### Ещё ключи')]

async function read(text: string) {
  writeFileSync(join(dir, 'glossary.yaml'), text)
  return readGlossary(dir, 'lessons/glossary.yaml', LESSONS)
}

const NO_NAME = { en: '', ru: '' }

/** Three modules, and `l`, which teaches the word key, in the second of them. */
const COURSE: Pick<Course, 'parts'> = {
  parts: [
    {
      id: 'p',
      title: NO_NAME,
      summary: NO_NAME,
      modules: [module('M1', 'before'), module('M2', 'l', 'beside')],
    },
    { id: 'q', title: NO_NAME, summary: NO_NAME, modules: [module('M3', 'after')] },
  ],
}

function module(id: string, ...slugs: readonly string[]): CourseModule {
  const lessons = slugs.map((slug) => ({
    slug,
    langs: [],
    title: NO_NAME,
    summary: NO_NAME,
    steps: [],
  }))
  return { id, title: NO_NAME, lessons, labs: [] }
}

async function theory(lang: LessonLang, text: string, slug?: string): Promise<string> {
  const linked = linkTerms(lesson(lang, text, slug), await read(GLOSSARY), COURSE)
  const blocks = linked.sections.find(({ kind }) => kind === 'theory')?.blocks ?? []
  return blocks.map((block) => (block.kind === 'prose' ? block.html : '')).join('')
}

const link = (id: string, word: string) => `<a class="term" href="/glossary#${id}">${word}</a>`

describe('readGlossary', () => {
  it('gives each language its words, and the same place under its own anchor', async () => {
    const { glossary, problems } = await read(GLOSSARY)
    expect(problems).toEqual([])
    expect(glossary.en[0]).toEqual({
      id: 'key',
      term: 'key',
      html: 'A <code>name</code>.',
      see: [{ href: '/lessons/l#more-keys', title: 'More keys' }],
    })
    expect(glossary.ru.map(({ term, see }) => [term, see])).toEqual([
      ['ключ', [{ href: '/lessons/l#ещё-ключи', title: 'Ещё ключи' }]],
      ['множество', [{ href: '/lessons/l', title: 'L' }]],
      ['сортированное множество', []],
      ['состояние гонки', []],
    ])
  })

  it('is empty where there is no file', async () => {
    expect(await readGlossary(join(dir, 'none'), 'x', [])).toMatchObject({
      glossary: { en: [], ru: [] },
      problems: [],
    })
  })

  it.each([
    ['an id twice', GLOSSARY.replace('id: race', 'id: key'), 'glossary-id-twice 6:3'],
    ['a place that is not there', GLOSSARY.replace('#more-keys', '#more-kees'), 'glossary-see 5:9'],
    ['a lesson that is not there', GLOSSARY.replace('[l#', '[m#'), 'glossary-see 5:9'],
    ['a language left out', GLOSSARY.replace(', ru: Имя.', ''), /^glossary-\S+ 4:/],
    ['an unknown key', GLOSSARY.replace('also:', 'alos:'), /^glossary-unknown-key 9:3/],
  ])('reports %s at its place', async (_, text, expected) => {
    const { problems } = await read(text)
    expect(problems.map(({ code, line, column }) => `${code} ${line}:${column}`).join()).toMatch(
      expected,
    )
  })
})

describe('linkTerms', () => {
  it('links the first use of a word and no other, in whatever case or number', async () => {
    expect(await theory('en', 'Keys, a key and keyspace. A *Race condition*.')).toBe(
      `<p>${link('key', 'Keys')}, a key and keyspace. A <em>${link('race', 'Race condition')}</em>.</p>`,
    )
  })

  it('finds a Russian word in its endings, and the other words for a thing', async () => {
    expect(await theory('ru', 'У ключами названных. Гонку данных, ключевой.')).toBe(
      `<p>У ${link('key', 'ключами')} названных. ${link('race', 'Гонку данных')}, ключевой.</p>`,
    )
  })

  it('leaves code, links and headings alone', async () => {
    expect(await theory('en', '### A key\n\n`key` [key](#theory), monkey-key')).toBe(
      '<p><code>key</code> <a href="#theory">key</a>, monkey-key</p>',
    )
  })

  it.each(['before', 'l', 'beside', 'on-no-map'])(
    'links a word up to the module that teaches it: %s',
    async (slug) => expect(await theory('en', 'A key.', slug)).toContain(link('key', 'key')),
  )

  it('takes the longer of two names', async () => {
    expect(await theory('en', 'A sorted set, a set.')).toBe(
      `<p>A ${link('sorted-set', 'sorted set')}, a ${link('set', 'set')}.</p>`,
    )
  })

  it.each([
    ['before', false],
    ['l', true],
    ['beside', false],
  ])('links an everyday word in the lesson that teaches it alone: %s', async (slug, isLinked) => {
    expect((await theory('en', 'Set it.', slug)).includes(link('set', 'Set'))).toBe(isLinked)
  })

  it('leaves alone what the reader has learned in a module before, and links what no lesson teaches', async () => {
    expect(await theory('en', 'A key in a race condition.', 'after')).toBe(
      `<p>A key in a ${link('race', 'race condition')}.</p>`,
    )
  })
})
