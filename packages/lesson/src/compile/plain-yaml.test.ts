import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { parsePlain } from './plain-yaml.ts'

const MADE_OF = [
  'title',
  'say',
  ': ',
  '\n',
  '\n  - ',
  '\n  ',
  '"',
  "'",
  '#',
  '[',
  ']',
  '{',
  '}',
  ',',
]
const WORDS = ['GET *', '1', '1e3', '0x1F', 'yes', 'null', '~', '.inf', 'true', 'key:1', '{a: 1}']

const text = fc
  .array(fc.constantFrom(...MADE_OF, ...WORDS), { maxLength: 30 })
  .map((parts) => parts.join(''))

/** Undefined for what the parser that knows places has something to say about. */
function withPlaces(yaml: string): { readonly value: unknown } | undefined {
  const document = parseDocument(yaml, { prettyErrors: false, logLevel: 'silent' })
  const isClean = document.errors.length === 0 && document.warnings.length === 0
  return isClean ? { value: document.toJS() as unknown } : undefined
}

describe('YAML without places', () => {
  it('says the same as with them', () => {
    fc.assert(
      fc.property(text, (yaml) => {
        const [plain, full] = [parsePlain(yaml), withPlaces(yaml)]
        if (plain !== undefined && full !== undefined) expect(plain).toEqual(full)
      }),
      { numRuns: 2_000 },
    )
  })

  it('reads the order of the course', () => {
    const course = readFileSync(new URL('../../../../lessons/course.yaml', import.meta.url), 'utf8')
    expect(parsePlain(course)).toEqual(withPlaces(course))
    expect(parsePlain(course)).toBeDefined()
  })

  it.each([
    ['an anchor', 'a: &one 1\nb: *one\n'],
    ['a tag', 'a: !!str 1\n'],
    ['an explicit key', '? a\n: 1\n'],
    ['a key that is null', 'null: 1\n'],
    ['a second document', 'a: 1\n---\nb: 1\n'],
    ['a key that is there twice', 'a: 1\na: 2\n'],
    ['a tab for indentation', 'a:\n\tb: 1\n'],
    ['a quote that goes on at the margin', 'a: "one\ntwo"\n'],
    ['a list that nobody closes', 'a: [1, 2\n'],
  ])('leaves %s to the parser that knows places', (_, yaml) => {
    expect(parsePlain(yaml)).toBeUndefined()
  })
})
