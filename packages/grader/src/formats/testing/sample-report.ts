import type { CheckResult, GradeReport, Text } from '../../report.ts'

/** What a submission may try to smuggle into a report. */
const HOSTILE =
  '</failure><script>alert(1)</script> ]]> `` ``` | "quotes" % \n::error::forged\u0000\uD800 =1+1 @everyone'

function both(en: string): Text {
  return { en, ru: `По-русски: ${en}` }
}

const passed: CheckResult = {
  id: 'top-three',
  task: 4,
  title: both('The best three'),
  points: 8,
  maxPoints: 8,
  verdict: 'pass',
  sentence: both('The best three came, highest first.'),
  expected: both('three rows'),
  got: both('three rows'),
  remarks: [],
  evidence: [],
  remediation: null,
  durationMs: 12.345,
}

const failed: CheckResult = {
  id: 'limit-ten-then-429',
  task: 1,
  title: both('Ten pass, the eleventh does not'),
  points: 0,
  maxPoints: 10,
  verdict: 'fail',
  sentence: both(`The eleventh request answered ${HOSTILE}`),
  expected: both('429'),
  got: both(HOSTILE),
  remarks: [both(HOSTILE)],
  evidence: [
    {
      kind: 'http',
      request: { method: 'GET', path: '/', from: '127.0.0.7', body: null },
      response: { status: 500, body: HOSTILE, ms: 1.5 },
      trouble: null,
    },
    {
      kind: 'wire',
      lines: [{ connection: 1, atMs: 3.25, command: 'INCR rate:ip:127.0.0.7', reply: '11' }],
      omitted: 4,
    },
    { kind: 'note', title: both('The key'), text: 'x'.repeat(600) },
  ],
  remediation: {
    lesson: 'ra3-lua-scripts',
    section: 'theory',
    title: both('Scripts that nobody interrupts'),
  },
  durationMs: 30,
}

const untold: CheckResult = {
  ...passed,
  id: 'redis-restart',
  task: 5,
  points: 0,
  maxPoints: 5,
  verdict: 'error',
  sentence: both('Redis did not start again.'),
}

const graded: GradeReport = {
  schema: 'keyspace/grade-report/v1',
  assignment: { id: 'rate-limiter-leaderboard', title: both('Rate limiter and leaderboard') },
  submission: { name: `ann ${HOSTILE}`, kind: 'command', command: 'node app.js' },
  startedAt: '2026-11-21T10:00:00.000Z',
  endedAt: '2026-11-21T10:00:00.250Z',
  durationMs: 250,
  engine: { name: 'redis', version: '7.0.15' },
  seed: 'abc',
  points: 8,
  maxPoints: 18,
  passMark: 70,
  score: 44.4,
  rubric: 'C',
  verdict: 'fail',
  exitCode: 1,
  trouble: null,
  checks: [passed, failed],
  crashes: [{ atMs: 120, check: failed.id, exitCode: 1, signal: null, output: HOSTILE }],
  parts: [
    {
      kind: 'tests',
      passed: 3,
      failed: 1,
      skipped: 0,
      failures: [HOSTILE],
      weight: 0.2,
      score: 0.75,
    },
  ],
}

/** One report of each verdict. */
export const SAMPLES = {
  pass: {
    ...graded,
    points: 8,
    maxPoints: 8,
    score: 100,
    rubric: 'S',
    verdict: 'pass',
    exitCode: 0,
    checks: [passed],
    crashes: [],
  },
  fail: graded,
  error: {
    ...graded,
    rubric: null,
    verdict: 'error',
    exitCode: 3,
    trouble: both('Redis could not be started.'),
    checks: [passed, untold],
  },
} as const satisfies Record<string, GradeReport>

/** A failing report with so many failed checks. */
export function withFailures(count: number): GradeReport {
  const checks = Array.from({ length: count }, (_, at) => ({ ...failed, id: `check-${at}` }))
  return { ...graded, checks }
}
