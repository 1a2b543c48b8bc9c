import { xmlAttribute, xmlText } from '@keyspace/grader/formats'
import { problemLine, type Problem } from '@keyspace/lesson/catalog'
import type { CheckReport, Proof } from '../check-report.ts'

/** One suite for compiling and one for each engine; each lesson is a test case. */
export function formatJunit(report: CheckReport): string {
  const suites = [
    suite('compile', compileCases(report.compiling)),
    ...report.engines.map((engine) =>
      suite(engine, report.proofs.filter((proof) => proof.engine === engine).map(proofCase)),
    ),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="keyspace lesson check" time="${seconds(report.ms)}">\n${suites.join('')}</testsuites>\n`
}

interface TestCase {
  readonly xml: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
}

function suite(name: string, cases: readonly TestCase[]): string {
  const count = (outcome: TestCase['outcome']): number =>
    cases.filter((one) => one.outcome === outcome).length
  const counts = `tests="${cases.length}" failures="${count('failed')}" skipped="${count('skipped')}"`
  return `  <testsuite name="${xmlAttribute(name)}" ${counts}>\n${cases.map(({ xml }) => xml).join('')}  </testsuite>\n`
}

function compileCases(problems: readonly Problem[]): readonly TestCase[] {
  if (problems.length > 0) return problems.map(compileCase)
  return [{ outcome: 'passed', xml: testCase('course', 'compile', 0, '') }]
}

function compileCase(problem: Problem): TestCase {
  const isError = problem.severity === 'error'
  const body = isError
    ? failure(problem)
    : `<system-out>${xmlText(problemLine(problem))}</system-out>`
  return {
    outcome: isError ? 'failed' : 'passed',
    xml: testCase(problem.file, 'compile', 0, body),
  }
}

function proofCase({ file, engine, ms, skipped, problems }: Proof): TestCase {
  const body = skipped ? '<skipped/>' : problems.map(failure).join('')
  return {
    outcome: skipped ? 'skipped' : problems.length > 0 ? 'failed' : 'passed',
    xml: testCase(file, engine, ms, body),
  }
}

function testCase(name: string, group: string, ms: number, body: string): string {
  return `    <testcase name="${xmlAttribute(name)}" classname="${xmlAttribute(group)}" time="${seconds(ms)}">${body}</testcase>\n`
}

function failure(problem: Problem): string {
  return `<failure type="${xmlAttribute(problem.code)}" message="${xmlAttribute(problem.message)}">${xmlText(problemLine(problem))}</failure>`
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3)
}
