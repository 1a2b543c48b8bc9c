import { describe, expect, it } from 'vitest'
import { readProgress } from './read-progress.ts'

const file = (lessons: unknown): string => JSON.stringify({ app: 'keyspace', version: 1, lessons })

describe('readProgress', () => {
  it.each([
    ['{', { code: 'not-json' }],
    ['', { code: 'not-json' }],
    ['[]', { code: 'not-progress' }],
    ['null', { code: 'not-progress' }],
    ['{"version":1,"lessons":{}}', { code: 'not-progress' }],
    ['{"app":"keyspace","version":2}', { code: 'newer-version', version: 2 }],
    [file([]), { code: 'bad-field', where: 'lessons' }],
    [file({ r1: 1 }), { code: 'bad-field', where: 'lessons.r1' }],
    [file({ r1: { steps: { p1: 'soon' } } }), { code: 'bad-field', where: 'lessons.r1.steps.p1' }],
    [
      file({ r1: { quizzes: { q: { right: 3, total: 2, at: '2026-01-01' } } } }),
      { code: 'bad-field', where: 'lessons.r1.quizzes.q.right' },
    ],
    [file({ r1: { hints: { p1: -1 } } }), { code: 'bad-field', where: 'lessons.r1.hints.p1' }],
    [
      file({ r1: { ticks: { a: { value: 'yes', at: '2026-01-01' } } } }),
      { code: 'bad-field', where: 'lessons.r1.ticks.a' },
    ],
    [
      file({ r1: { blanks: { a: { value: 'x' } } } }),
      { code: 'bad-field', where: 'lessons.r1.blanks.a.at' },
    ],
  ])('%s', (text, problem) => {
    expect(readProgress(text)).toEqual({ ok: false, problem })
  })

  it('fills in what an older file left out', () => {
    expect(readProgress(file({ r1: {} }))).toEqual({
      ok: true,
      data: {
        app: 'keyspace',
        version: 1,
        lessons: {
          r1: {
            steps: {},
            ticks: {},
            blanks: {},
            hints: {},
            quizzes: {},
            visitedAt: null,
            doneAt: null,
          },
        },
      },
    })
  })
})
