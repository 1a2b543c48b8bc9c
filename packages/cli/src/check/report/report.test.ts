import type { Problem } from '@keyspace/lesson/catalog'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import type { CheckReport } from '../check-report.ts'
import { formatReport } from './index.ts'

const NASTY = 'a "reply" <b> & 100%,\nnext: line \u0007'

const problem = (over: Partial<Problem>): Problem => ({
  code: 'transcript-reply',
  severity: 'error',
  message: NASTY,
  hint: 'mend it',
  file: 'lessons/basic/a,b/en.md',
  line: 3,
  column: 7,
  span: { start: 30, end: 40 },
  ...over,
})

const warning = problem({ code: 'link', severity: 'warning', message: 'a link' })
const error = problem({})
const report: CheckReport = {
  engines: ['embedded', 'dedicated'],
  compiling: [warning],
  problems: [warning, error],
  proofs: [
    { file: error.file, engine: 'embedded', skipped: false, ms: 12, problems: [error] },
    { file: error.file, engine: 'dedicated', skipped: false, ms: 30, problems: [] },
    { file: 'other/en.md', engine: 'embedded', skipped: true, ms: 0, problems: [] },
  ],
  summary: [
    {
      module: 'R1',
      lessons: 2,
      transcripts: 1,
      steps: 3,
      tasks: 4,
      checks: 4,
      hints: 5,
      questions: 10,
      predictions: 2,
    },
  ],
  ms: 1_234,
}

describe('text', () => {
  it('links each problem, marks warnings, and counts', async () => {
    const lines = (await formatReport('text', report)).split('\n')
    expect(lines[0]).toBe('lessons/basic/a,b/en.md:3:7 a link — mend it (warning)')
    expect(lines).toContain(
      'R1            2            1      3      4       4      5         10            2',
    )
    expect(lines.at(-2)).toBe(
      '1 problem · 1 warning · 2 proofs on embedded and dedicated · 1 skipped · 1.23 s',
    )
  })
})

describe('json', () => {
  it('carries everything', async () => {
    expect(JSON.parse(await formatReport('json', report))).toEqual({ ok: false, ...report })
  })
})

describe('junit', () => {
  it('is well-formed XML that says what happened', async () => {
    const xml = await formatReport('junit', report)
    expect(xml.replaceAll(/&(?:amp|lt|gt|quot|#\d+);/g, '')).not.toContain('&')
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      htmlEntities: true,
    })
    const parsed: unknown = parser.parse(xml)
    expect(parsed).toMatchObject({
      testsuites: {
        time: '1.234',
        testsuite: [
          { name: 'compile', tests: '1', failures: '0' },
          {
            name: 'embedded',
            ...{ tests: '2', failures: '1', skipped: '1' },
            testcase: [
              {
                name: error.file,
                time: '0.012',
                failure: {
                  type: 'transcript-reply',
                  message: NASTY.replace('\u0007', '\uFFFD'),
                  '#text': expect.stringContaining('<b> & 100%') as unknown,
                },
              },
              { name: 'other/en.md', skipped: '' },
            ],
          },
          { name: 'dedicated', tests: '1', failures: '0' },
        ],
      },
    })
  })
})

describe('github', () => {
  it('escapes what ends a property or a message', async () => {
    expect((await formatReport('github', report)).split('\n')).toEqual([
      '::warning file=lessons/basic/a%2Cb/en.md,line=3,col=7,title=link::a link — mend it',
      '::error file=lessons/basic/a%2Cb/en.md,line=3,col=7,title=transcript-reply::a "reply" <b> & 100%25,%0Anext: line \u0007 — mend it',
      '3 proofs, 2 problems',
      '',
    ])
  })
})
