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
  'quiz-single-with-two-right': [
    `text: (integer) 7
        why`,
    `text: (integer) 7
        right: true
        why`,
    'quiz-value 46:5',
  ],
  'quiz-without-reason': ['        why: Quotes are not stored.\n', '', 'quiz-value 50:9'],
  'quiz-of-unknown-kind': ['kind: predict', 'kind: predikt', 'quiz-value 42:5'],
  'quiz-option-twice': ['- text: (integer) 7', '- text: (integer) 5', 'quiz-value 50:9'],
  'quiz-runs-nothing': ['    run: STRLEN greeting\n', '', 'quiz-value 42:5'],
  'quiz-question-twice': [
    '  - id: greeting\n    kind: predict',
    `  - id: greeting
    kind: single
    ask: Which?
    about: theory
    options:
      - {text: This, right: true, why: Yes.}
      - {text: That, why: No.}
  - id: greeting
    kind: predict`,
    'quiz-value 48:5',
  ],
  'quiz-id-missing': ['yaml quiz id=q1', 'yaml quiz', 'quiz-id 39:9'],
  'check-yaml-broken': ['say: The queue', 'say: "The queue', 'check-yaml 35:13'],
  'assertion-unknown': ['  - used: RPUSH\n    times: 1', '  - usde: RPUSH', 'check-value 34:5'],
  'visualizer-unknown': [
    '## 5. Checklist',
    '::: ttl-bom key=a\nText.\n:::\n\n## 5. Checklist',
    'visualizer-unknown 38:5',
  ],
  'visualizer-open': [
    '## 5. Checklist',
    '::: ttl-bomb key=a\nText.\n\n## 5. Checklist',
    'directive-open 38:1',
  ],
  'fence-attribute': ['client=B', 'clinet=B', 'fence-attribute 15:14'],
  'fence-role': [
    '```redis run client',
    '```redis rnu client',
    'fence-role 15:10',
    'fence-role 15:14',
  ],
  'transcript-without-prompt': ['> INCR visits', 'INCR visits', 'transcript-prompt 16:1'],
  'error-not-said': [
    '> GET greeting\n"hello"',
    "> GET\n(error) ERR wrong number of arguments for 'get' command",
    'transcript-error 11:1',
  ],
  'id-not-the-folder': ['seed:', 'id: another\nseed:', 'id-slug 2:5'],
  'anchor-missing': [
    '## 1. Technical task',
    '[there](#nowhere)\n\n## 1. Technical task',
    'link-anchor 20:9',
  ],
  'exam-solution-shown': ['seed:', 'exam: the-exam\nseed:', 'exam-solution 45:1'],
  'quiz-about-nothing': ['about: theory', 'about: teory', 'quiz-about 44:12'],
}

/** The right lesson with a mistake that it foresees, and practice in another order is wrong. */
const EXPLAINED = RIGHT_LESSON.replace(
  '    times: 1',
  `    times: 1
mistakes:
  - when: {key: queue, items: [b, a]}
    say: The other way round.
  - when: {key: queue, length: 1}
    say: One is not two.`,
)

/** Its example does what the task asks for, and another one what a mistake speaks of. */
const DONE_BY_THEORY = RIGHT_LESSON.replace(
  '> INCR visits\n(integer) 1',
  '> RPUSH queue a b\n(integer) 2',
)
const BLAMED_BY_THEORY = EXPLAINED.replace(
  '> INCR visits\n(integer) 1',
  '> RPUSH queue b a\n(integer) 2',
)

/** One of its two blanks is about nothing that the check looks at. */
const WITH_IDLE_BLANK = RIGHT_LESSON.replace(
  'RPUSH queue ___FILL___',
  'RPUSH queue ___FILL___\nSET note ___FILL_NOTE___',
).replace('RPUSH queue a b', 'RPUSH queue a b\nSET note x')

/** Wrong answers beside the lesson, and what is said of each; nothing when all is as it should be. */
const WRONG: Readonly<Record<string, { text: string; said?: string }>> = {
  'wrong-as-told': { text: '# check: queue, mistake 1\nRPUSH queue b a\n' },
  'wrong-by-any': { text: '# check: queue\nRPUSH queue a\n' },
  'wrong-that-passes': { text: '# check: queue\nRPUSH queue a b\n', said: 'wrong-passes 1:1' },
  'wrong-unexplained': { text: '# check: queue\nRPUSH queue a x\n', said: 'wrong-unexplained 1:1' },
  'wrong-other-mistake': {
    text: '# check: queue, mistake 2\nRPUSH queue b a\n',
    said: 'wrong-mistake 1:1',
  },
  'wrong-of-no-check': { text: '# check: queu\nRPUSH queue a\n', said: 'wrong-check 1:1' },
  'wrong-without-header': { text: 'RPUSH queue a\n', said: 'wrong-check 1:1' },
}

function withCode(line: string): string {
  return RIGHT_LESSON.replace('## 4. Practice', `\`\`\`python\n${line}\n\`\`\`\n\n## 4. Practice`)
}

function damaged(good: string, bad: string): string {
  const text = RIGHT_LESSON.includes(good) ? RIGHT_LESSON : WITH_QUIZ
  expect(text).toContain(good)
  return text.replace(good, bad)
}

// Some seventy lessons, each on several servers of its own.
it('reports each kind of damage, exactly that, at its place', { timeout: 240_000 }, async () => {
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
    'basic/blank-not-needed/en.md': WITH_IDLE_BLANK,
    'basic/done-by-theory/en.md': DONE_BY_THEORY,
    'basic/blamed-by-theory/en.md': BLAMED_BY_THEORY,
    'basic/code-differs/en.md': withCode('redis.get("a") # reads'),
    'basic/code-differs/ru.md': withCode('redis.set("a") # читает'),
    'basic/code-same/en.md': withCode('print("Hello") # a greeting'),
    'basic/code-same/ru.md': withCode('print("Привет")  # приветствие'),
    ...Object.fromEntries(Object.keys(WRONG).map((slug) => [`basic/${slug}/en.md`, EXPLAINED])),
    ...Object.fromEntries(
      Object.entries(WRONG).map(([slug, { text }]) => [`basic/${slug}/wrong/cause.redis`, text]),
    ),
    'basic/differs/ru.md': RIGHT_LESSON.replace('INCR visits', 'INCR views'),
  }
  const course = await makeCourse({
    'course.yaml': courseYaml(
      ...slugs,
      ...Object.keys(WRONG),
      ...['stale', 'differs', 'code-differs', 'code-same', 'blank-not-needed', 'nobody-wrote-it'],
      ...['done-by-theory', 'blamed-by-theory'],
    ),
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
      'blank-not-needed': ['blank-idle 25:1'],
      'done-by-theory': ['check-by-theory 29:1'],
      'blamed-by-theory': ['mistake-by-theory 29:1'],
      'code-differs/ru.md': ['translation-differs 23:1'],
      ...Object.fromEntries(
        Object.entries(WRONG).flatMap(([slug, { said }]) =>
          said === undefined ? [] : [[`${slug}/wrong/cause.redis`, [said]]],
        ),
      ),
      '': [expect.stringMatching(/^lesson-missing 11:/), expect.stringMatching(/^lesson-unlisted/)],
    })
    expect(code).toBe(1)
  } finally {
    await course.remove()
  }
})

it(
  'counts the questions of a published module, and not those of a draft',
  { timeout: 120_000 },
  async () => {
    const asking = 'parts:\n'
    const owed = 'questions: {min: 2, max: 3, predictions: 2}\nparts:\n'
    const course = await makeCourse({
      'course.yaml': courseYaml('quizzed').replace(asking, owed),
      'basic/quizzed/en.md': WITH_QUIZ,
    })
    try {
      const check = () => call(course.cwd, 'lesson', 'check', '--engine', 'embedded')
      const { code, out } = await check()
      const place = 'lessons/course.yaml:9:13 '
      expect(out).toContain(
        `${place}the module R1 has 1 questions in en.md, and a published module`,
      )
      expect(out).toContain(`${place}the module R1 has 1 questions in en.md, 1 of them of the kind`)
      expect(code).toBe(1)
      await course.write('basic/quizzed/en.md', WITH_QUIZ.replace('seed:', 'status: draft\nseed:'))
      expect((await check()).code).toBe(0)
    } finally {
      await course.remove()
    }
  },
)
