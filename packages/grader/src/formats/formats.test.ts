import { validate } from 'ctrf'
import { XMLParser } from 'fast-xml-parser'
import { SyntaxValidator } from 'fast-xml-validator'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { gradeReport, type GradeReport } from '../report.ts'
import { FORMAT_NAMES, isFormatName, writeFormat, type FormatName } from './index.ts'
import { SAMPLES, withFailures } from './testing/sample-report.ts'

const ENGLISH = { lang: 'en', env: {} } as const
const CASES = Object.entries(SAMPLES)

function only(name: FormatName, report: GradeReport, env: Record<string, string> = {}): string {
  const files = writeFormat(name, report, { lang: 'en', env })
  expect(files).toHaveLength(1)
  return files[0]?.text ?? ''
}

function file(name: FormatName, report: GradeReport, path: string): string {
  return writeFormat(name, report, ENGLISH).find((one) => one.path === path)?.text ?? ''
}

describe('the formats', () => {
  it('are the nine of the documentation', () => {
    expect(FORMAT_NAMES).toEqual(
      'json junit ctrf gradescope classroom50 github exercism markdown csv'.split(' '),
    )
    expect(isFormatName('junit')).toBe(true)
    expect(isFormatName('toString')).toBe(false)
  })

  it('never write to the same file', () => {
    const paths = FORMAT_NAMES.flatMap((name) =>
      writeFormat(name, SAMPLES.fail, ENGLISH).map(({ path }) => path),
    )
    expect(new Set(paths).size).toBe(paths.length)
  })

  it.each(FORMAT_NAMES)('%s speaks Russian too', (name) => {
    const text = writeFormat(name, SAMPLES.fail, { lang: 'ru', env: {} })
      .map((one) => one.text)
      .join('')
    const hasSentences = name !== 'classroom50'
    expect(text.includes('По-русски')).toBe(hasSentences)
  })
})

describe('json', () => {
  it.each(CASES)('%s: is the report itself', (_, report) => {
    expect(gradeReport.parse(JSON.parse(only('json', report)))).toEqual(report)
  })
})

describe('junit', () => {
  const suite = z.object({
    name: z.string(),
    tests: z.coerce.number(),
    failures: z.coerce.number(),
    errors: z.coerce.number(),
    skipped: z.coerce.number(),
    time: z.coerce.number(),
    testcase: z.array(
      z.object({
        name: z.string(),
        classname: z.string(),
        time: z.coerce.number(),
        failure: z.object({ message: z.string() }).optional(),
        error: z.object({ message: z.string() }).optional(),
        properties: z.object({
          property: z.array(z.object({ name: z.string(), value: z.string() })),
        }),
      }),
    ),
  })

  function read(report: GradeReport): z.infer<typeof suite> {
    const text = only('junit', report)
    expect(SyntaxValidator.validate(text)).toBe(true)
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => ['testcase', 'property'].includes(name),
    })
    return z.object({ testsuites: z.object({ testsuite: suite }) }).parse(parser.parse(text))
      .testsuites.testsuite
  }

  it.each(CASES)('%s: counts what it lists', (_, report) => {
    const { testcase, ...counts } = read(report)
    expect(counts.tests).toBe(testcase.length)
    expect(counts.failures).toBe(testcase.filter(({ failure }) => failure !== undefined).length)
    expect(counts.errors).toBe(testcase.filter(({ error }) => error !== undefined).length)
    expect(counts.time).toBe(0.25)
  })

  it('gives points as properties and keeps what a submission printed inside', () => {
    const [, failed] = read(SAMPLES.fail).testcase
    expect(failed?.properties.property).toEqual([
      { name: 'points', value: '0' },
      { name: 'max-points', value: '10' },
    ])
    expect(failed?.failure?.message).toContain('alert(1)')
    expect(only('junit', SAMPLES.fail)).not.toContain('<script>')
  })
})

describe('ctrf', () => {
  it.each(CASES)('%s: holds to the published schema', (_, report) => {
    const { valid, errors } = validate(JSON.parse(only('ctrf', report)))
    expect(errors).toEqual([])
    expect(valid).toBe(true)
  })

  it('calls our own trouble "other"', () => {
    expect(JSON.parse(only('ctrf', SAMPLES.error))).toMatchObject({
      results: {
        summary: { tests: 2, passed: 1, failed: 0, other: 1, start: 1795255200000 },
        tests: [{ status: 'passed', duration: 12 }, { status: 'other' }],
      },
    })
  })
})

describe('gradescope', () => {
  const results = z.strictObject({
    score: z.number().optional(),
    output: z.string(),
    execution_time: z.number(),
    visibility: z.enum(['hidden', 'after_due_date', 'after_published', 'visible']),
    stdout_visibility: z.enum(['hidden', 'after_due_date', 'after_published', 'visible']),
    tests: z.array(
      z.strictObject({
        name: z.string(),
        score: z.number().optional(),
        max_score: z.number().optional(),
        status: z.enum(['passed', 'failed']).optional(),
        output: z.string(),
        visibility: z.enum(['hidden', 'after_due_date', 'after_published', 'visible']),
      }),
    ),
  })

  it.each(CASES)("%s: holds to Gradescope's specification", (_, report) => {
    results.parse(JSON.parse(only('gradescope', report)))
  })

  it('scores a graded submission and each of its tests', () => {
    const { score, execution_time, tests } = results.parse(
      JSON.parse(only('gradescope', SAMPLES.fail)),
    )
    expect([score, execution_time]).toEqual([44.4, 0.25])
    expect(tests.map((test) => [test.score, test.max_score, test.status])).toEqual([
      [8, 8, 'passed'],
      [0, 10, 'failed'],
    ])
  })

  it('gives no score when nothing was graded', () => {
    const { score, output, tests } = results.parse(JSON.parse(only('gradescope', SAMPLES.error)))
    expect(score).toBeUndefined()
    expect(tests[1]).not.toHaveProperty('score')
    expect(output).toContain('No grade')
  })
})

describe('classroom50', () => {
  const result = z.strictObject({
    schema: z.literal('classroom50/result/v1'),
    classroom: z.string().min(1),
    assignment: z.string().min(1),
    assignment_type: z.enum(['individual', 'group']),
    owner: z.string().min(1),
    submission: z.string().min(1),
    commit: z.string().min(1),
    release: z.string().min(1),
    review: z.string().min(1),
    datetime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    score: z.int(),
    'max-score': z.int(),
    tests: z.array(
      z.strictObject({
        'test-name': z.string().min(1),
        passed: z.boolean(),
        score: z.int(),
        'max-score': z.int(),
      }),
    ),
  })

  it('takes the submission from the runner and adds the points up', () => {
    const env = {
      CLASSROOM: 'cs-2026',
      ASSIGNMENT: 'redis-exam',
      OWNER: 'ann',
      SUBMISSION_TAG: 'submit/1',
      COMMIT_URL: 'https://example.org/commit/1',
      RELEASE_URL: 'https://example.org/release/1',
    }
    const { tests, ...rest } = result.parse(JSON.parse(only('classroom50', SAMPLES.fail, env)))
    expect(rest).toMatchObject({
      classroom: 'cs-2026',
      assignment: 'redis-exam',
      owner: 'ann',
      submission: 'submit/1',
      review: 'https://example.org/commit/1',
      datetime: '2026-11-21T10:00:00Z',
      score: 8,
      'max-score': 18,
    })
    expect(tests.map(({ passed }) => passed)).toEqual([true, false])
  })

  it('is whole without a runner', () => {
    const { assignment } = result.parse(JSON.parse(only('classroom50', SAMPLES.pass)))
    expect(assignment).toBe('rate-limiter-leaderboard')
  })

  it('is not written when nothing was graded', () => {
    expect(writeFormat('classroom50', SAMPLES.error, ENGLISH)).toEqual([])
  })
})

describe('exercism', () => {
  const test = z.strictObject({
    name: z.string().min(1),
    status: z.enum(['pass', 'fail', 'error']),
    message: z.string().nullable(),
    output: z.string().max(500).nullable(),
    test_code: z.string(),
    task_id: z.int().min(1),
  })
  const results = z.strictObject({
    version: z.literal(3),
    status: z.enum(['pass', 'fail', 'error']),
    message: z.string().max(65_535).nullable(),
    tests: z.array(test),
  })

  it.each(CASES)('%s: holds to version 3', (verdict, report) => {
    const { status, message, tests } = results.parse(JSON.parse(only('exercism', report)))
    expect(status).toBe(verdict)
    expect(message !== null).toBe(verdict === 'error')
    for (const one of tests) expect(one.message === null).toBe(one.status === 'pass')
  })
})

describe('github', () => {
  it('annotates at most ten times and says how much is left', () => {
    for (const [failures, lines] of [
      [1, 1],
      [10, 10],
      [14, 10],
    ] as const) {
      const text = file('github', withFailures(failures), 'github/annotations.txt')
      const commands = text.trimEnd().split('\n')
      expect(commands).toHaveLength(lines)
      expect(commands.every((line) => line.startsWith('::error title='))).toBe(true)
    }
    const last = file('github', withFailures(14), 'github/annotations.txt')
      .trimEnd()
      .split('\n')
      .at(-1)
    expect(last).toContain('5 more checks failed')
  })

  it('keeps each output on one line', () => {
    const text = file('github', SAMPLES.fail, 'github/outputs.txt')
    const outputs = new Map(
      text
        .trimEnd()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    )
    expect([...outputs.keys()]).toEqual([
      'verdict',
      'score',
      'points',
      'max-points',
      'rubric',
      'result',
    ])
    expect(JSON.parse(Buffer.from(outputs.get('result') ?? '', 'base64').toString())).toMatchObject(
      {
        version: 1,
        status: 'fail',
        max_score: 18,
        tests: [
          { status: 'pass', score: 8 },
          { status: 'fail', score: 0 },
        ],
      },
    )
  })

  it('tells nothing that could be read as a zero when nothing was graded', () => {
    const text = file('github', SAMPLES.error, 'github/outputs.txt')
    expect(text).toContain('score=\n')
    expect(text).toContain('result=\n')
  })

  it('keeps the summary below 1 MB', () => {
    const text = file('github', withFailures(2_000), 'github/summary.md')
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000)
    expect(text.trimEnd().endsWith('The rest is in report.json.')).toBe(true)
  })
})

describe('markdown', () => {
  it('names the grade, the checks and what to read again', () => {
    const text = only('markdown', SAMPLES.fail)
    expect(text).toContain('**44.4 of 100, rubric C.** The pass mark is 70.')
    expect(text).toContain('| `top-three` The best three | passed | 8 / 8 |')
    expect(text).toContain('- Scripts that nobody interrupts (`/lessons/ra3-lua-scripts#theory`)')
    expect(text).toContain('127.0.0.7 → GET /')
    expect(text).toContain('… 4 more commands')
  })

  it('has no markup of the submission outside code', () => {
    const text = only('markdown', SAMPLES.fail)
    const prose = text.replaceAll(/^(`{3,})text\n[^]*?\n\1$/gm, '')
    expect(prose).not.toMatch(/(?<!\\)<script>/)
    expect(prose).not.toContain('@everyone')
    expect(prose).not.toMatch(/^::error/m)
  })

  it('says that there is no grade after our own trouble', () => {
    const text = only('markdown', SAMPLES.error)
    expect(text).toContain('**No grade:')
    expect(text).not.toContain('rubric')
  })
})

describe('csv', () => {
  it('has a row for each check, quoted, and no formula', () => {
    const text = only('csv', {
      ...SAMPLES.fail,
      submission: { ...SAMPLES.fail.submission, name: '=1+1' },
    })
    expect(text.split('\r\n')[0]).toBe('submission,check,verdict,points,max_points,sentence')
    expect(text).toContain("'=1+1,top-three,pass,8,8,")
    expect(text).toContain('""quotes""')
  })

  it('leaves the points of an ungraded check empty', () => {
    expect(only('csv', SAMPLES.error)).toContain('redis-restart,error,,5,')
  })
})
