import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Block, Lesson, SectionKind } from '../ast.ts'
import { withInner } from './grade-practice.ts'
import { compileLesson } from './index.ts'
import { lettersOf, textOf } from './testing/text-of.ts'

const FIXTURES = new URL('../fixtures/', import.meta.url)
const IMPORTED = new URL('../../../../lessons/imported/redis-in-vueexpert/ru.md', import.meta.url)

function compile(source: string): Lesson {
  const result = compileLesson({ slug: 'wild', lang: 'ru', file: 'wild.md', source })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.lesson
}

const read = (name: string) => readFileSync(new URL(name, FIXTURES), 'utf8')
const kindsOf = (lesson: Lesson) => lesson.sections.map(({ kind }) => kind)
const allBlocks = (lesson: Lesson): Block[] =>
  lesson.sections.flatMap(({ blocks }) => blocks.flatMap(withInner))

function blocksOf<Kind extends Block['kind']>(lesson: Lesson, kind: Kind) {
  return allBlocks(lesson).filter(
    (block): block is Extract<Block, { kind: Kind }> => block.kind === kind,
  )
}

const EIGHT: readonly SectionKind[] = [
  'context',
  'task',
  'target',
  'theory',
  'practice',
  'checklist',
  'troubleshooting',
  'solution',
]

describe('the imported lesson', () => {
  const lesson = compile(readFileSync(IMPORTED, 'utf8'))

  it('has its eight sections and the course outline behind them', () => {
    expect(kindsOf(lesson)).toEqual([...EIGHT, ...Array.from({ length: 6 }, () => 'appendix')])
    expect(lesson.title).toBe(
      '🔴 Redis во VueExpert: Кэш, счётчики и Lua (Урок в формате MASTER_PROMPT)',
    )
    expect(lesson.sections.slice(8).map(({ title }) => title)).toEqual([
      '',
      '🔴 Redis во VueExpert: In-Memory Speed',
      '🟢 ЧАСТЬ 1. BASIC: Краткосрочная память',
      '🔴 ЧАСТЬ 2. ADVANCED: System Design Patterns (Middle Grade)',
      'Интерактивные фишки в Учебнике',
      'Оценка и проверка',
    ])
  })

  it('has practice with two blanks that nothing grades', () => {
    const [fill, ...others] = blocksOf(lesson, 'fill')
    expect(others).toEqual([])
    expect(fill).toMatchObject({ lang: 'py', isChecked: false })
    expect(fill?.blanks.map(({ span }) => fill.source.slice(span.start, span.end))).toEqual([
      '___FILL___',
      '___FILL___',
    ])
    expect(
      fill?.html.match(/<span class="blank" data-blank="\d">___FILL___<\/span>/g),
    ).toHaveLength(2)
  })

  it('has a check list and a spoiler with highlighted code', () => {
    const [list] = blocksOf(lesson, 'checklist')
    expect(list?.items.map(({ html, isTicked }) => [html, isTicked])).toEqual([
      ['Кэширует список <code>/products</code> на 60с', false],
      ['Ограничивает запросы &gt;10/мин по IP', false],
      ['Асинхронный клиент Redis', false],
    ])
    const [spoiler] = blocksOf(lesson, 'spoiler')
    expect(spoiler?.summaryHtml).toBe('Показать эталон')
    expect(spoiler?.blocks).toMatchObject([{ kind: 'code', lang: 'py' }])
    const [code] = spoiler?.blocks ?? []
    expect(code?.kind === 'code' && code.html).toContain(
      '<span class="tok-keyword">import</span> redis.asyncio',
    )
  })
})

describe('lessons in the wild', () => {
  it.each([
    ['ru-tiers-and-languages.md', [...EIGHT, 'appendix']],
    ['en-level-two.md', ['intro', ...EIGHT]],
    ['numbers-only.md', EIGHT.slice(1)],
    ['own-names.md', EIGHT],
    ['parted-by-rules.md', ['intro', ...EIGHT, 'appendix', 'appendix', 'appendix']],
    ['fragments.md', ['theory', 'practice', 'solution']],
  ])('%s: sections', (name, kinds) => {
    expect(kindsOf(compile(read(name)))).toEqual(kinds)
  })

  it('finds blanks with and without names in every language', () => {
    const fills = blocksOf(compile(read('ru-tiers-and-languages.md')), 'fill')
    expect(fills.map(({ lang, blanks }) => [lang, blanks.map(({ name }) => name)])).toEqual([
      ['sql', ['DDL_CREATE']],
      ['ts', ['PAYLOAD', '']],
      ['python', ['COMMAND', '']],
    ])
  })

  it('nests check lists', () => {
    const [list] = blocksOf(compile(read('ru-tiers-and-languages.md')), 'checklist')
    expect(list?.items[0]?.items.map(({ isTicked }) => isTicked)).toEqual([true, false])
    expect(list?.items[1]?.items[0]?.items[0]?.html).toBe('и письмо уйдёт после перезапуска')
  })

  it('finds practice inside numbered steps', () => {
    const lesson = compile(read('en-level-two.md'))
    const [list] = blocksOf(lesson, 'list')
    expect(list?.items[0]?.blocks.map(({ kind }) => kind)).toEqual(['prose', 'fill'])
    expect(list?.items[1]?.blocks.map(({ kind }) => kind)).toEqual(['prose', 'code'])
    expect(blocksOf(lesson, 'fill').map(({ id }) => id)).toEqual(['practice-1', 'practice-2'])
  })

  it('keeps the signs of a list that is only in part a check list', () => {
    const prose = blocksOf(compile(read('fragments.md')), 'prose').map(({ html }) => html)
    expect(prose).toContain(
      '<ul>\n<li>Смешанный список</li>\n<li>☐ с одним пунктом</li>\n<li>☑ или двумя</li>\n</ul>',
    )
  })

  it('reads spoilers in every layout', () => {
    const spoilers = blocksOf(compile(read('fragments.md')), 'spoiler')
    expect(spoilers.map(({ summaryHtml }) => summaryHtml)).toEqual([
      'Подсказка',
      'Ещё глубже',
      'Показать',
    ])
    expect(spoilers[1]?.blocks).toMatchObject([{ html: '<p>внутри одной строкой</p>' }])
  })

  it('gives a host`s anchors to links', () => {
    const html = JSON.stringify(compile(read('en-level-two.md')).sections)
    expect(html).toContain('<a href=\\"#context\\">above</a>')
  })
})

describe('the way a file is written', () => {
  const names = readdirSync(FIXTURES)
  const shape = (lesson: Lesson) =>
    JSON.parse(
      JSON.stringify({ ...lesson, sourceHash: '' }, (key, value: unknown) =>
        key === 'span' ? undefined : value,
      ),
    ) as unknown

  it.each(names)('%s: CRLF, lone CR and a byte order mark make no difference', (name) => {
    const source = read(name)
    expect(shape(compile(source.replaceAll('\n', '\r\n')))).toEqual(shape(compile(source)))
    expect(shape(compile(source.replaceAll('\n', '\r')))).toEqual(shape(compile(source)))
    expect(shape(compile(`\uFEFF${source}`))).toEqual(shape(compile(source)))
  })

  it.each([...names.map((name) => new URL(name, FIXTURES)), IMPORTED])(
    '%s: nothing is dropped',
    (file) => {
      const source = readFileSync(file, 'utf8')
      const shown = lettersOf(textOf(compile(source)))
      for (const line of source.split('\n')) {
        const text = lettersOf(withoutSyntax(line))
        expect(shown.includes(text), `dropped: ${line}`).toBe(true)
      }
    },
  )

  it.each([...names.map((name) => new URL(name, FIXTURES)), IMPORTED])(
    '%s: spans are where the text is',
    (file) => {
      const source = readFileSync(file, 'utf8')
      for (const block of allBlocks(compile(source))) {
        const text = source.slice(block.span.start, block.span.end)
        if (block.kind === 'heading') expect(lettersOf(text)).toContain(lettersOf(block.title))
        if (block.kind === 'fill') expect(lettersOf(text)).toContain(lettersOf(block.source))
        expect(text.trim()).not.toBe('')
      }
    },
  )
})

/** What of a line is Markdown's own and is not shown as such. */
function withoutSyntax(line: string): string {
  return line
    .replace(/^[\s>]*(?:[`~]{3,}.*)$/, '')
    .replace(/^[\s>]*(?:\d+[.)]\s+|[-*+]\s+)*(?:\[[ xX]\]\s)?/, '')
    .replaceAll(/\]\(<?[^)]*\)/g, ']')
    .replaceAll(/<\/?(?:details|summary|br)>/g, '')
    .replace(/\{#\w+\}\s*$/, '')
    .replace(/\[!\w+\]/, '')
}

describe('a hostile file', () => {
  // Each of these once took time that grows with the square of its length.
  it.each([
    ['headings that are all the same', '# a\n'.repeat(50_000)],
    ['comments', '<!--'.repeat(50_000)],
    ['tabs', '```py tab="a"\nx\n```\n'.repeat(10_000)],
    ['spoilers in spoilers', '<details>\n'.repeat(20_000)],
    ['lists in lists', `${'- '.repeat(50_000)}a`],
    ['open brackets', '['.repeat(100_000)],
  ])('%s: comes to an end', (_, source) => {
    const { problems } = compileLesson({ slug: 'a', lang: 'en', file: 'a.md', source })
    expect(problems.length).toBeGreaterThan(0)
  })
})
