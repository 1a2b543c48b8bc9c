import { describe, expect, it } from 'vitest'
import { compileLesson, type Problem } from './index.ts'

const HEAD = '---\nid: broken\n---\n# Title\n'
const SECTIONS = [
  '## Context',
  '## 1. Technical task',
  '## 2. Reference',
  '## 3. Theory',
  '## 4. Practice',
  '## 5. Checklist',
  '## 6. Troubleshooting',
  '## 7. Solution',
].join('\n\n')

/** A lesson of ours whose body starts on line 5. */
function ours(body: string): string {
  return `${HEAD}${body}\n\n${SECTIONS}\n`
}

function compile(source: string): readonly Problem[] {
  return compileLesson({ slug: 'broken', lang: 'en', file: 'broken/en.md', source }).problems
}

function check(yaml: string): string {
  return ours(`\`\`\`yaml check id=one\n${yaml}\n\`\`\``)
}

const WHOLE = 'say: Do it.\nassert:\n  - used: PING'

const QUESTION = `title: Quiz
questions:
  - id: first
    kind: single
    ask: Why?
    about: theory
    options:
      - text: Because
        right: true
        why: It is so.
      - text: Perhaps
        why: It is not so.`

/** A quiz whose first line stands on line 6 of the file. */
function quiz(yaml: string, info = 'yaml quiz id=q1'): string {
  return ours(`\`\`\`${info}\n${yaml}\n\`\`\``)
}

const PREDICTION = QUESTION.replace('kind: single', 'kind: predict\n    run: GET a')

/** What is damaged, the lesson, and `code line:column` of every error that it must give. */
const DAMAGES: readonly (readonly [string, string, ...string[]])[] = [
  ['nothing', ours('Text.')],
  [
    'unknown key in front matter',
    '---\ntitel: X\n---\n# T\n' + SECTIONS,
    'front-matter-unknown-key 2:1',
  ],
  [
    'wrong value in front matter',
    '---\nminutes: soon\n---\n# T\n' + SECTIONS,
    'front-matter-value 2:1',
  ],
  [
    'front matter that is not YAML',
    '---\ntitle: "x\n---\n# T\n' + SECTIONS,
    'front-matter-yaml 3:1',
  ],
  [
    'a bad name for a terminal',
    '---\nclients: [A, "B C"]\n---\n# T\n' + SECTIONS,
    'front-matter-value 2:14',
  ],
  ['id of another folder', '---\nid: other\n---\n# T\n' + SECTIONS, 'id-slug 2:5'],
  ['points that do not add up', '---\npoints: 3\n---\n# T\n' + SECTIONS, 'points-sum 2:1'],
  ['no title', '---\nid: broken\n---\n' + SECTIONS, 'title-missing 1:1'],
  ['no sections', `${HEAD}Text.`, 'sections-none 1:1'],
  ['a missing section', `${HEAD}${SECTIONS.replace('## 3. Theory', '')}`, 'section-missing 1:1'],
  [
    'sections in the wrong order',
    `${HEAD}${SECTIONS.replace('## Context', '## 7. Solution').replace(/## 7\. Solution$/, '## Context')}`,
    'section-order 5:1',
    'section-order 19:1',
  ],
  ['a section twice', `${HEAD}${SECTIONS}\n\n## Theory`, 'section-twice 21:1'],
  ['a quiz without an id', quiz(QUESTION, 'yaml quiz'), 'quiz-id 5:9'],
  [
    'a quiz with an id that is taken',
    quiz(`${QUESTION}\n\`\`\`\n\n\`\`\`yaml quiz id=q1\n${QUESTION}`),
    'id-twice 20:17',
  ],
  ['a quiz without questions', quiz('questions: []'), 'quiz-value 6:1'],
  [
    'a question without a right option',
    quiz(QUESTION.replace('        right: true\n', '')),
    'quiz-value 12:5',
  ],
  [
    'a single question with two right options',
    quiz(`${QUESTION}\n        right: true`),
    'quiz-value 12:5',
  ],
  ['a question of an unknown kind', quiz(QUESTION.replace('single', 'singel')), 'quiz-value 9:5'],
  [
    'a question twice',
    quiz(`${QUESTION}\n${QUESTION.split('\n').slice(2).join('\n')}`),
    'quiz-value 18:5',
  ],
  [
    'an option without a reason',
    quiz(QUESTION.replace('\n        why: It is not so.', '')),
    'quiz-value 16:9',
  ],
  ['an option twice', quiz(QUESTION.replace('Perhaps', 'Because')), 'quiz-value 16:9'],
  ['only one option', quiz(QUESTION.split('\n').slice(0, -2).join('\n')), 'quiz-value 12:5'],
  ['an unknown key in an option', quiz(`${QUESTION}\n        hint: x`), 'quiz-unknown-key 18:9'],
  [
    'a question about a heading that is not there',
    quiz(QUESTION.replace('about: theory', 'about: teory')),
    'quiz-about 11:12',
  ],
  [
    'a prediction without a command',
    quiz(PREDICTION.replace('run: GET a', 'before: [PING]')),
    'quiz-value 9:5',
  ],
  [
    'a prediction that cannot be typed',
    quiz(PREDICTION.replace('GET a', `'GET "a'`)),
    'quiz-value 10:5',
  ],
  [
    'a command in a question that runs none',
    quiz(QUESTION.replace('ask:', 'run: PING\n    ask:')),
    'quiz-value 10:5',
  ],
  [
    'a typed answer that nobody foresaw',
    quiz(QUESTION.replace('single', 'text')),
    'quiz-value 9:5',
  ],
  [
    '`otherwise` where every answer is foreseen',
    quiz(QUESTION.replace('ask:', 'otherwise: No.\n    ask:')),
    'quiz-value 10:5',
  ],
  ['a right option in an order', quiz(QUESTION.replace('single', 'order')), 'quiz-value 12:5'],
  ['unknown attribute', ours('```redis run clinet=B\n> PING\nPONG\n```'), 'fence-attribute 5:14'],
  ['unknown role', ours('```redis rum\n> PING\nPONG\n```'), 'fence-role 5:10'],
  ['no command', ours('```redis run\nPING\n```'), 'transcript-prompt 6:1'],
  ['a visualizer that is not there', ours('::: ttl-bmob\nText.\n:::'), 'visualizer-unknown 5:5'],
  [
    'an attribute that the visualizer does not know',
    ours('::: ttl-bomb kye=a\nText.\n:::'),
    'visualizer-attribute 5:14',
  ],
  [
    'a value that cannot be',
    ours('::: ttl-bomb seconds=soon\nText.\n:::'),
    'visualizer-value 5:14',
  ],
  ['a visualizer without words', ours('::: ttl-bomb key=a :::'), 'visualizer-text 5:5'],
  ['a visualizer nobody closed', ours('::: ttl-bomb\nText.'), 'directive-open 5:1'],
  [
    'a race without a second terminal',
    ours('::: counter-race\nText.\n:::'),
    'visualizer-clients 5:5',
  ],
  ['unbalanced quotes', ours('```redis run\n> SET a "b\nOK\n```'), 'transcript-line 6:9'],
  ['error not announced', ours('```redis run\n> GTE a\n(error) ERR\n```'), 'transcript-error 6:1'],
  [
    'error announced, none there',
    ours('```redis run error\n> PING\nPONG\n```'),
    'transcript-error 5:1',
  ],
  [
    'a terminal that is not there',
    ours('```redis run client=C\n> PING\n```').replace('id: broken', 'clients: [A, B]'),
    'client-unknown 5:1',
  ],
  ['practice without a blank', ours('```redis fill id=p1\nPING\n```'), 'fill-no-blank 5:10'],
  [
    'a time to run that is none',
    ours('```ts fill id=p1 seconds=60\n___FILL___\n```'),
    'fill-seconds 5:18',
  ],
  [
    'seconds for what is no program',
    ours('```redis fill id=p1 seconds=2\nSET ___FILL___ 1\n```'),
    'fence-attribute 5:21',
  ],
  [
    'output of what prints nothing',
    ours(
      '```redis fill id=p1\nSET ___FILL___ 1\n```\n\n```yaml check for=p1\nsay: Do it.\nassert:\n  - output: x\n```',
    ),
    'check-output 9:1',
  ],
  ['an id that is none', ours('```redis fill id=P_1\n___FILL___\n```'), 'id-form 5:18'],
  [
    'an id twice',
    ours('```redis fill id=p1\n___FILL___\n```\n\n```redis fill id=p1\n___FILL___\n```'),
    'id-twice 9:18',
  ],
  ['a check without id', ours(`\`\`\`yaml check\n${WHOLE}\n\`\`\``), 'check-id 5:9'],
  ['a check of nothing', ours(`\`\`\`yaml check for=p9\n${WHOLE}\n\`\`\``), 'check-for 5:1'],
  ['a check without a sentence', check('assert:\n  - used: PING'), 'check-value 6:1'],
  ['a check that asserts nothing', check('say: Do it.\nassert: []'), 'check-value 7:1'],
  ['an unknown key in a check', check(`${WHOLE}\nhint: [x]`), 'check-unknown-key 9:1'],
  ['an unknown assertion', check('say: Do it.\nassert:\n  - exits: a'), 'check-value 8:5'],
  [
    'an unknown facet',
    check('say: Do it.\nassert:\n  - key: a\n    tpye: set'),
    'check-unknown-key 9:5',
  ],
  ['an empty range', check('say: Do it.\nassert:\n  - key: a\n    ttl: {}'), 'check-value 9:5'],
  [
    'a range upside down',
    check('say: Do it.\nassert:\n  - keys: {min: 3, max: 1}'),
    'check-value 8:5',
  ],
  ['a reply without text', check('say: Do it.\nassert:\n  - reply: {to: PING}'), 'check-value 8:5'],
  ['a command in open quotes', check(`say: Do it.\nassert:\n  - used: GET "a`), 'check-value 8:5'],
  [
    'a placeholder in the task',
    check('say: Got {actual}.\nassert:\n  - used: PING'),
    'check-value 6:1',
  ],
  ['YAML that is none', check('say: Do it.\nassert:\n  - used: [PING'), 'check-yaml 8:16'],
  ['a solution of nothing', ours('```redis solution for=x\nPING\n```'), 'solution-for 5:1'],
  ['a solution that does not say', ours('```redis solution\nPING\n```'), 'solution-for 5:10'],
  ['a tab without label', ours('```py tab\n1\n```'), 'tab-label 5:7'],
  [
    'practice in a check list',
    ours('- [ ] do\n  ```redis run\n  > PING\n  ```'),
    'fence-in-checklist 6:12',
  ],
  ['an unknown callout', ours('> [!WARNUNG]\n> Text'), 'callout-kind 5:3'],
  ['a link to a file that is not there', ours('See [that](./that.md).'), 'link-file 5:12'],
  ['a link to no heading', ours('See [that](#there).'), 'link-anchor 5:12'],
  ['a link that runs a script', ours('[x](javascript:alert`1`)'), 'link-scheme 5:5'],
  ['a link to data', ours('[x](data:text/html;base64,AAAA)'), 'link-scheme 5:5'],
  ['a picture from elsewhere', ours('![x](https://a.example/b.png)'), 'image-remote 5:6'],
  ['a picture', ours('![x](b.png)'), 'image-missing 5:6'],
  ['a fence that nobody closed', `${HEAD}${SECTIONS}\n\n\`\`\`py\nx`, 'fence-open 21:1'],
  [
    'a spoiler that nobody closed',
    ours('<details>\n<summary>A</summary>\n\nB'),
    'details-open 5:1',
  ],
  ['a lesson without end', 'x'.repeat(500_001), 'lesson-too-long 1:1'],
]

describe('a damaged lesson', () => {
  it.each(DAMAGES)('%s', (_, source, ...expected) => {
    const errors = compile(source).filter(({ severity }) => severity === 'error')
    expect(errors.map(({ code, line, column }) => `${code} ${line}:${column}`).toSorted()).toEqual(
      expected.toSorted(),
    )
    for (const { message, hint, span } of errors) {
      expect(message).not.toBe('')
      expect(hint).not.toBe('')
      expect(span.end).toBeGreaterThanOrEqual(span.start)
      expect(span.end).toBeLessThanOrEqual(source.length)
    }
  })

  it.each([
    ['---\ntitel: X\n---\n# T', 'did you mean `title`?'],
    [
      check('say: Do it.\nassert:\n  - exits: a'),
      'use one of: key, missing, keys, used, forbidden, reply, output, roundTrips',
    ],
    [check('say: Do it.\nassert:\n  - forbiden: KEYS'), 'did you mean `forbidden`?'],
    [ours('```redis run clinet=B\n> PING\n```'), 'did you mean `client`?'],
    [ours('```redis rum\n```'), 'did you mean `run`?'],
    [ours('> [!WARNUNG]\n> Text'), 'did you mean `WARNING`?'],
  ])('says what was meant', (source, hint) => {
    expect(compile(source).map((problem) => problem.hint)).toContain(hint)
  })

  it('reports many at once, in the order of the text', () => {
    const source = ours('[x](#a)\n\n```redis rum\n```\n\n```redis fill id=p\nPING\n```')
    expect(compile(source).map(({ code }) => code)).toEqual([
      'link-anchor',
      'fence-role',
      'fill-no-blank',
    ])
  })

  it('finds a place in a check that stands in a list', () => {
    const source = ours(
      '1. Do:\n\n   ```yaml check id=one\n   say: Do it.\n   assert:\n     - keys: 1\n       mach: a\n   ```',
    )
    expect(compile(source)).toMatchObject([{ code: 'check-unknown-key', line: 11, column: 8 }])
  })

  it('counts lines and columns as an editor does, with CRLF and a byte order mark', () => {
    const source = `\uFEFF${ours('Text\n\nSee [that](#there).').replaceAll('\n', '\r\n')}`
    const [problem] = compile(source)
    expect(problem).toMatchObject({ line: 7, column: 12 })
    expect(source.slice(problem?.span.start, problem?.span.end)).toBe('#there')
  })

  it('warns of raw HTML and shows it', () => {
    const result = compileLesson({
      ...{ slug: 'a', lang: 'en', file: 'a.md' },
      source: '# A\n\nSee <script>alert(1)</script> and `<b>`, <key>.',
    })
    const html = result.ok ? JSON.stringify(result.lesson.sections) : ''
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).not.toContain('<script')
    const found = result.problems.filter(({ code }) => code === 'raw-html')
    expect(found.map(({ line, column }) => [line, column])).toEqual([
      [3, 5],
      [3, 21],
      [3, 42],
    ])
  })

  it('takes what is doubtful in a lesson from elsewhere for a warning', () => {
    const source = '# A\n\n[x](./gone.md) ![y](z.png)\n\n## Theory\n\n```py\nx'
    const result = compileLesson({ slug: 'a', lang: 'en', file: 'a.md', source })
    expect(result.ok).toBe(true)
    expect(result.problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning section-missing',
      'warning link-file',
      'warning image-missing',
      'warning fence-open',
    ])
  })
})
