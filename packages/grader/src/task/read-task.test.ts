import { describe, expect, it } from 'vitest'
import { seededRandom } from '../seeded-random.ts'
import { readTask } from './read-task.ts'
import { drawValues } from './values.ts'

const RIGHT = `id: greet
kind: http
title: { en: Greet, ru: Приветствие }
say: { en: Answer GET /., ru: Ответьте на GET /. }
values:
  name: word
  have: { min: 10, max: 20 }
  pay: { min: 1, max: 9 }
  rest: { sum: [have, -pay] }
probes:
  - id: answers
    points: 10
    title: { en: It answers, ru: Отвечает }
    steps:
      - redis: SET \${name} \${have}
      - request: GET /
        times: \${pay}
        expect: { status: 200 }
      - assert:
          - key: \${name}
            value: \${rest}
`

function read(text: string) {
  return readTask({ file: 'task.yaml', text, lesson: undefined })
}

function problemsOf(text: string): readonly string[] {
  const result = read(text)
  if (result.ok) return []
  return result.problems.map(({ line, column, code }) => `${line}:${column} ${code}`)
}

describe('a task', () => {
  it('is read with its defaults', () => {
    const result = read(RIGHT)
    expect(result).toMatchObject({
      ok: true,
      task: {
        section: 'theory',
        start: { startup: 15, answer: 5, alive: '/' },
        probes: [{ id: 'answers', fresh: false }],
      },
    })
  })

  it('has other values in each run, the same for the same seed, and sums that add up', () => {
    const result = read(RIGHT)
    if (!result.ok) throw new Error('it can be read')
    const { task } = result
    const draw = (seed: string) => drawValues(task.values, seededRandom(seed))
    const values = draw('a')
    expect(draw('a')).toEqual(values)
    expect(draw('b').get('name')).not.toBe(values.get('name'))
    expect(Number(values.get('rest'))).toBe(Number(values.get('have')) - Number(values.get('pay')))
    expect(task.probeWith('answers', values)?.steps).toMatchObject([
      { kind: 'redis', commands: [`SET ${values.get('name') ?? ''} ${values.get('have') ?? ''}`] },
      { kind: 'request', times: Number(values.get('pay')) },
      { kind: 'assert', assert: [{ kind: 'value', value: values.get('rest') }] },
    ])
  })

  it.each([
    [
      'a key nobody knows',
      ['points: 10', 'pionts: 10'],
      ['11:5 task-value', '12:5 task-unknown-key'],
    ],
    ['a value that is not declared', ['GET /\n', 'GET /${nmae}\n'], ['16:23 task-value-unknown']],
    ['a step nobody knows', ['request: GET /', 'ask: GET /'], ['16:9 task-value']],
    ['a request without a method', ['GET /\n', '/\n'], ['16:9 task-value']],
    ['an assertion nobody knows', ['- key: ${name}', '- kee: ${name}'], ['20:13 task-value']],
    [
      'a call where there is HTTP',
      ['request: GET /\n        times: ${pay}\n        expect: { status: 200 }', 'call: []'],
      ['11:5 task-step-kind'],
    ],
    [
      'a function without a name',
      ['kind: http', 'kind: typescript'],
      ['2:1 task-function-missing', '11:5 task-step-kind'],
    ],
    ['a sum of a word', ['[have, -pay]', '[have, -name]'], ['9:3 task-sum']],
    [
      'a check that expects nothing',
      [RIGHT.slice(RIGHT.indexOf('        expect'))],
      ['11:5 task-claims-nothing'],
    ],
    ['no YAML', ['kind: http', 'kind: http: x'], ['2:7 task-yaml']],
  ] as const)('with %s says where', (_, [from, to = ''], places) => {
    expect(RIGHT).toContain(from)
    expect(problemsOf(RIGHT.replace(from, () => to))).toEqual(places)
  })

  it('with one id twice says so at the second', () => {
    const probe = RIGHT.slice(RIGHT.indexOf('  - id: answers'))
    expect(problemsOf(RIGHT + probe)).toEqual(['22:5 task-id-twice'])
  })
})
