import { createHash } from 'node:crypto'
import type { Problem } from '@keyspace/lesson/catalog'
import { expect, it } from 'vitest'
import { call } from '../testing/call.ts'
import { courseYaml, makeCourse, RIGHT_LESSON } from '../testing/course.ts'

const QUIZ = `\`\`\`yaml quiz id=q1
questions:
  - id: greeting
    kind: predict
    ask: What comes back?
    about: theory
    run: STRLEN greeting
    options:
      - text: (integer) 5
        right: true
        why: Five letters.
      - text: (integer) 7
        why: Quotes are not stored.
\`\`\`

## 6. Troubleshooting`

const WITH_QUIZ = RIGHT_LESSON.replace('## 6. Troubleshooting', QUIZ)
const HASH = createHash('sha256').update(RIGHT_LESSON).digest('hex')

/** What is damaged: the right text, the wrong one, and `code line:column` of every problem. */
const DAMAGES: Readonly<Record<string, readonly [string, string, ...string[]]>> = {
  'wrong-reply': ['"hello"', '"helo"', 'transcript-reply 11:1'],
  'reply-of-another-kind': ['(integer) 1\n', '"1"\n', 'transcript-reply 16:1'],
  'error-not-meant': [
    '> INCR visits\n(integer) 1',
    '> INCR greeting\n(integer) 1',
    'transcript-reply 16:1',
  ],
  'line-not-typeable': ['> GET greeting', '> GET "greeting', 'transcript-line 11:7'],
  'unknown-terminal': ['client=B', 'client=C', 'client-unknown 15:1'],
  'seed-fails': [
    'SET greeting hello',
    'SAT greeting hello',
    'seed-error 3:5',
    'transcript-reply 11:1',
  ],
  'check-of-nothing': [
    '    items: [a, b]\n  - used: RPUSH\n    times: 1',
    '    itmes: [a, b]',
    'check-unknown-key 33:5',
  ],
  'check-without-work': [
    '  - key: queue\n    items: [a, b]\n  - used: RPUSH\n    times: 1',
    '  - key: greeting',
    'check-unfilled 29:1',
    'check-idle 29:1',
  ],
  'check-passed-unfilled': [
    '    items: [a, b]\n  - used: RPUSH\n    times: 1',
    '    type: list',
    'check-unfilled 29:1',
  ],
  'check-for-no-practice': ['check for=queue', 'check for=queu', 'check-for 29:1'],
  'solution-fails': ['RPUSH queue a b', 'RPUSH queue b a', 'solution-fails 44:1'],
  'solution-missing': ['```redis solution for=queue', '```redis', 'check-unsolved 29:1'],
  'solution-of-nothing': ['solution for=queue', 'solution for=quue', 'solution-for 44:1'],
  'blank-missing': ['___FILL___', 'a b', 'fill-no-blank 25:10'],
  'id-twice': [
    '```yaml check for=queue',
    '```redis fill id=queue\nGET ___FILL___\n```\n\n```yaml check for=queue',
    'id-twice 29:18',
  ],
  'section-missing': ['## 3. Theory\n', '', 'section-missing 1:1'],
  'section-moved': [
    '## 2. Reference\n## 3. Theory',
    '## 3. Theory\n## 2. Reference',
    'section-order 22:1',
  ],
  'front-matter-typo': ['clients:', 'cliens:', 'front-matter-unknown-key 4:1'],
  'points-wrong': ['seed:', 'points: 7\nseed:', 'points-sum 2:1'],
  'link-broken': [
    '## 1. Technical task',
    '[there](../gone/en.md)\n\n## 1. Technical task',
    'link-file 20:9',
  ],
  'prerequisite-missing': ['seed:', 'prerequisites: [nowhere]\nseed:', 'prerequisite-missing 2:17'],
  'fence-open': ['</details>', '</details>\n\n```redis', 'fence-open 50:1'],
  'details-open': ['</details>\n', '', 'details-open 42:1'],
  'quiz-key': ['- text: (integer) 5', '- text: (integer) 6', 'predict-reply 41:9'],
  'quiz-command-fails': ['run: STRLEN greeting', 'run: STRLEN', 'predict-reply 41:9'],
  'quiz-without-right': ['        right: true\n', '', 'quiz-value 46:5'],
  'quiz-about-nothing': ['about: theory', 'about: teory', 'quiz-about 44:12'],
}

function damaged(good: string, bad: string): string {
  const text = RIGHT_LESSON.includes(good) ? RIGHT_LESSON : WITH_QUIZ
  expect(text).toContain(good)
  return text.replace(good, bad)
}

it('reports each kind of damage, exactly that, at its place', async () => {
  const slugs = Object.keys(DAMAGES)
  const files = Object.fromEntries(
    Object.entries(DAMAGES).map(([slug, [good, bad]]) => [
      `basic/${slug}/en.md`,
      damaged(good, bad),
    ]),
  )
  const translations = {
    'basic/stale/en.md': RIGHT_LESSON,
    'basic/stale/ru.md': RIGHT_LESSON.replace(
      'seed:',
      `translationOf: en\nsourceHash: ${HASH.replace(/./, (sign) => (sign === '0' ? '1' : '0'))}\nseed:`,
    ),
    'basic/differs/en.md': RIGHT_LESSON,
    'basic/differs/ru.md': RIGHT_LESSON.replace('INCR visits', 'INCR views'),
  }
  const course = await makeCourse({
    'course.yaml': courseYaml(...slugs, 'stale', 'differs', 'nobody-wrote-it'),
    'basic/unlisted/en.md': RIGHT_LESSON,
    ...files,
    ...translations,
  })
  try {
    const args = ['--engine', 'dedicated', '--format', 'json']
    const { code, out } = await call(course.cwd, 'lesson', 'check', ...args)
    const { problems } = JSON.parse(out) as { problems: Problem[] }
    const found: Record<string, string[]> = {}
    for (const { file, code: name, line, column } of problems) {
      const slug = file.split('/').slice(2).join('/').replace('/en.md', '')
      ;(found[slug] ??= []).push(`${name} ${line}:${column}`)
    }
    const expected = Object.entries(DAMAGES).map(([slug, [, , ...codes]]) => [slug, codes])
    expect(found).toEqual({
      ...Object.fromEntries(expected),
      'stale/ru.md': ['translation-stale 3:13'],
      'differs/ru.md': ['translation-differs 16:1'],
      '': [expect.stringMatching(/^lesson-missing 11:/), expect.stringMatching(/^lesson-unlisted/)],
    })
    expect(code).toBe(1)
  } finally {
    await course.remove()
  }
})
