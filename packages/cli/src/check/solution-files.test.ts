import { expect, it } from 'vitest'
import type { Problem } from '@keyspace/lesson/catalog'
import { call } from '../testing/call.ts'
import { courseYaml, makeCourse, RIGHT_LESSON } from '../testing/course.ts'

const UNSOLVED = RIGHT_LESSON.replace(/```redis solution[^]*?```/, 'Count from the left.')
const EXAM = UNSOLVED.replace('seed:', 'exam: rate-limiter-leaderboard\nseed:').replace(
  'Count from the left.',
  '    RPUSH queue a b # and so on, as long as it takes',
)

/** Each lesson, the file beside it, and what is said of that file; nothing when all is well. */
const BESIDE = {
  solved: [UNSOLVED, 'solution.queue.redis', '# left to right\nRPUSH queue a b\n'],
  fails: [UNSOLVED, 'solution.queue.redis', 'RPUSH queue b a\n', 'solution-fails'],
  twice: [RIGHT_LESSON, 'solution.queue.redis', 'RPUSH queue a b\n', 'solution-twice'],
  astray: [RIGHT_LESSON, 'solution.queu.redis', 'RPUSH queue a b\n', 'solution-for'],
  nameless: [RIGHT_LESSON, 'solution.redis', 'RPUSH queue a b\n', 'solution-file'],
  foreign: [RIGHT_LESSON, 'solution.queue.rb', 'redis.rpush\n', 'solution-file'],
  copied: [
    EXAM,
    'solution.queue.redis',
    'RPUSH queue a b # and so on, as long as it takes\n',
    'exam-solution',
  ],
} as const

it('proves solutions that lie beside a lesson', { timeout: 120_000 }, async () => {
  const files = Object.entries(BESIDE).flatMap(([slug, [lesson, name, text]]) => [
    ...['en', 'ru'].map((lang) => [`basic/${slug}/${lang}.md`, lesson]),
    [`basic/${slug}/${name}`, text],
  ])
  const course = await makeCourse({
    'course.yaml': courseYaml(...Object.keys(BESIDE)),
    ...(Object.fromEntries(files) as Record<string, string>),
  })
  try {
    const { out } = await call(
      course.cwd,
      ...'lesson check --engine dedicated --format json'.split(' '),
    )
    const { problems } = JSON.parse(out) as { problems: Problem[] }
    const found = problems
      .filter(({ file }) => file.includes('/solution.'))
      .map(
        ({ file, code, line, column }) => `${file.split('/')[2] ?? ''} ${code} ${line}:${column}`,
      )
    const expected = Object.entries(BESIDE).flatMap(([slug, [, , , said]]) =>
      said === undefined ? [] : [`${slug} ${said} 1:1`],
    )
    // Each once, or once in each language that a sentence is told in.
    expect(new Set(found)).toEqual(new Set(expected))
    const others = problems.filter(({ file }) => !file.includes('/solution.'))
    expect(new Set(others.map(({ code }) => code))).toEqual(new Set(['check-unsolved']))
    expect(new Set(others.map(({ file }) => file.split('/')[2]))).toEqual(new Set(['copied']))
  } finally {
    await course.remove()
  }
})
