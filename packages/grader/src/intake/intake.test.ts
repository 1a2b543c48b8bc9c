import { describe, expect, it } from 'vitest'
import { buildReport } from '../build-report.ts'
import { findAssignment } from '../assignment.ts'
import type { CheckResult } from '../report.ts'
import { say } from '../say.ts'
import { UnreadableReport } from './parts.ts'
import { readCoverage } from './read-coverage.ts'
import { readStyle } from './read-style.ts'
import { readTests } from './read-tests.ts'

describe('a report of the learner’s own CI', () => {
  it('as pytest writes JUnit', () => {
    const xml = `<?xml version="1.0"?><testsuites><testsuite name="pytest" tests="4">
      <testcase classname="test_app" name="test_limit" time="0.1"/>
      <testcase classname="test_app" name="test_top" time="0.1"/>
      <testcase classname="test_app" name="test_seed"><failure message="assert 1 == 2">…</failure></testcase>
      <testcase classname="test_app" name="test_later"><skipped/></testcase>
    </testsuite></testsuites>`
    expect(readTests(xml, 0.1)).toEqual({
      ...{ kind: 'tests', passed: 2, failed: 1, skipped: 1, failures: ['test_seed'], weight: 0.1 },
      score: 2 / 3,
    })
  })

  it('without a single test gives nothing', () => {
    expect(readTests('<testsuite name="empty"/>', 0.1)).toMatchObject({ passed: 0, score: 0 })
  })

  it('as lcov and as Cobertura', () => {
    expect(
      readCoverage('SF:a.ts\nDA:1,1\nDA:2,0\nDA:3,4\nDA:4,0\nend_of_record\n', 0.1),
    ).toMatchObject({ coveredLines: 2, lines: 4, score: 0.625 })
    expect(
      readCoverage('<coverage lines-valid="10" lines-covered="9" line-rate="0.9"/>', 0.1),
    ).toMatchObject({ coveredLines: 9, lines: 10, score: 1 })
  })

  it('as ESLint and as SARIF', () => {
    expect(readStyle('[{"filePath":"a.ts","errorCount":2,"warningCount":1}]', 0.05)).toMatchObject({
      errors: 2,
      warnings: 1,
      score: 0.78,
    })
    expect(
      readStyle('{"version":"2.1.0","runs":[{"results":[{"level":"error"},{}]}]}', 0.05),
    ).toMatchObject({ errors: 1, warnings: 1, score: 0.88 })
  })

  it.each([
    ['tests', () => readTests('<html></html>', 0.1)],
    ['tests', () => readTests('<testsuite', 0.1)],
    ['coverage', () => readCoverage('hello', 0.1)],
    ['coverage', () => readCoverage('<report/>', 0.1)],
    ['style', () => readStyle('{}', 0.1)],
    ['style', () => readStyle('oops', 0.1)],
  ])('that is something else (%s) is refused', (_, read) => {
    expect(read).toThrow(UnreadableReport)
  })

  it('counts by its weight', () => {
    const assignment = findAssignment('rate-limiter-leaderboard')
    const check: CheckResult = {
      id: 'limit-in-lua',
      task: 2,
      title: say('', ''),
      points: 80,
      maxPoints: 100,
      verdict: 'pass',
      sentence: say('', ''),
      expected: say('', ''),
      got: say('', ''),
      remarks: [],
      evidence: [],
      remediation: null,
      durationMs: 1,
    }
    const report = buildReport({
      options: {
        assignment: assignment.id,
        submission: { name: 'x', kind: 'command', command: 'x', argv: ['x'], cwd: '/' },
        parts: [readTests('<testsuite><testcase name="a"/></testsuite>', 0.2)],
      },
      ...{ assignment, seed: 's', startedAt: new Date(0), clock: 0 },
      ...{
        checks: [check],
        crashes: [],
        trouble: null,
        broken: false,
      },
      engine: { name: 'redis-server', version: '7' },
    })
    expect(report).toMatchObject({ points: 80, score: 84, rubric: 'A', verdict: 'pass' })
  })
})
