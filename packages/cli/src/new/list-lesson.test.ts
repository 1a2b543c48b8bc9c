import { expect, it } from 'vitest'
import { listLesson } from './list-lesson.ts'

const HEAD = `# Order matters here.
title: {en: C, ru: К}   # two languages

parts:
  - id: basic
    modules:
`
const place = { part: 'basic', slug: 'r2-ttl' }

it.each([
  [
    'behind the last one of a list',
    `      - id: R2\n        lessons:\n          - first # done\n\n      # planned\n      - id: R3\n`,
    `      - id: R2\n        lessons:\n          - first # done\n          - r2-ttl\n\n      # planned\n      - id: R3\n`,
  ],
  [
    'into a list in brackets',
    `      - id: R2\n        lessons: [ first ] # done\n`,
    `      - id: R2\n        lessons: [ first, r2-ttl ] # done\n`,
  ],
  [
    'into an empty list',
    `      - id: R2\n        lessons: []\n`,
    `      - id: R2\n        lessons: [r2-ttl]\n`,
  ],
  [
    'under a key without a value',
    `      - id: R2\n        lessons:\n        title: x\n`,
    `      - id: R2\n        lessons:\n          - r2-ttl\n        title: x\n`,
  ],
  [
    'into a module that is planned',
    `      - id: R2\n        summary:\n          en: a # remark\n\n  # Labs come later.\n  - id: labs\n`,
    `      - id: R2\n        summary:\n          en: a # remark\n        lessons:\n          - r2-ttl\n\n  # Labs come later.\n  - id: labs\n`,
  ],
  [
    'into a module on one line',
    `      - { id: R2, title: x }\n`,
    `      - { id: R2, title: x, lessons: [r2-ttl] }\n`,
  ],
  [
    'at the end of a file without a last line break',
    `      - id: R2\n        lessons:\n          - first`,
    `      - id: R2\n        lessons:\n          - first\n          - r2-ttl`,
  ],
  [
    'nowhere when it is listed already',
    `      - id: R1\n        lessons: [r2-ttl]\n      - id: R2\n`,
    `      - id: R1\n        lessons: [r2-ttl]\n      - id: R2\n`,
  ],
])('comes %s, and nothing else changes', (_, before, after) => {
  expect(listLesson(HEAD + before, place).text).toBe(HEAD + after)
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
  expect(listLesson(crlf(HEAD + before), place).text).toBe(crlf(HEAD + after))
})

it('finds its module by its name, by what is asked for, or takes the last one', () => {
  const text = `${HEAD}      - id: R1\n      - id: R2\n      - id: R3\n`
  expect(listLesson(text, place).module).toBe('R2')
  expect(listLesson(text, { ...place, module: 'R1' }).module).toBe('R1')
  expect(listLesson(text, { part: 'basic', slug: 'strings' }).module).toBe('R3')
})

it('refuses a part and a module that are not there', () => {
  expect(() => listLesson(HEAD, { ...place, part: 'basics' })).toThrow('no part "basics"')
  expect(() => listLesson(HEAD, { ...place, module: 'R9' })).toThrow('no module "R9"')
})
