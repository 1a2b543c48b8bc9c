import MiniSearch from 'minisearch'
import { describe, expect, it } from 'vitest'
import { compileLesson } from '../compile/index.ts'
import { buildSearchIndex } from './build-index.ts'
import { SEARCH_OPTIONS, searchWord } from './index.ts'
import { searchPlaces } from './places.ts'

const SOURCE = `# Counters

A shop counts.

## Theory

Every &lt;visit&gt; **counts**.

### How an update gets lost

Two clients read, both write: обновление потеряно, счётчики врут.

\`\`\`redis run
> INCRBY views 5
(integer) 5
\`\`\`

## Solution

The stampede is the answer.
`
const made = compileLesson({ slug: 'c', lang: 'ru', file: 'c.md', source: SOURCE })
const lessons = made.ok ? [made.lesson] : []
const glossary = {
  en: [],
  ru: [{ id: 'ttl', term: 'TTL', html: 'Время <code>жизни</code>.', see: [] }],
}
const index = MiniSearch.loadJSON(
  buildSearchIndex(searchPlaces(lessons, glossary, 'ru')),
  SEARCH_OPTIONS,
)
const find = (words: string) => index.search(words).map(({ id }) => String(id))

describe('the search over the course', () => {
  it('has a place for every heading and every term, as plain text', () => {
    expect(searchPlaces(lessons, glossary, 'ru').map(({ id, text }) => [id, text])).toEqual([
      ['c#intro', 'A shop counts.'],
      ['c#theory', 'Every <visit> counts.'],
      ['c#how-an-update-gets-lost', expect.stringContaining('Two clients read')],
      ['/glossary#ttl', 'Время жизни.'],
    ])
  })

  it.each([
    ['a word', 'clients', 'c#how-an-update-gets-lost'],
    ['a beginning', 'cli', 'c#how-an-update-gets-lost'],
    ['two words in other endings', 'потерянное обновления', 'c#how-an-update-gets-lost'],
    ['a Russian word in another case', 'обновлению', 'c#how-an-update-gets-lost'],
    ['ё written as е', 'счетчиках', 'c#how-an-update-gets-lost'],
    ['a typing error', 'updaet', 'c#how-an-update-gets-lost'],
    ['a command of a transcript', 'incrby', 'c#how-an-update-gets-lost'],
    ['a term', 'ttl', '/glossary#ttl'],
  ])('finds by %s', (_, words, place) => expect(find(words)[0]).toBe(place))

  it('does not tell solutions', () => expect(find('stampede')).toEqual([]))

  it('shows a lesson that is not translated in the language it has', () => {
    expect(searchPlaces(lessons, glossary, 'en')).toHaveLength(3)
  })
})

describe('searchWord', () => {
  it.each([
    ['Счётчиков', 'счетчик'],
    ['ключами', 'ключ'],
    ['expiries', 'expir'],
    ['keys', 'key'],
    ['set', 'set'],
    ['HSET', 'hset'],
  ])('%s is %s', (word, known) => expect(searchWord(word)).toBe(known))
})
