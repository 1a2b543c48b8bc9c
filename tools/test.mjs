// `pnpm test`: everything that is tested, with one counted line at the end.
//   node tools/test.mjs [vitest|e2e]   only that part
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureTestTools } from './ensure-test-tools.mjs'

const reports = mkdtempSync(join(tmpdir(), 'keyspace-test-'))

/** A part that broke before it could count counts as one failure. */
function count(name, command, args, file, read) {
  console.log(`\n— ${name}`)
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  try {
    const counted = read(JSON.parse(readFileSync(file, 'utf8')))
    return counted.failed === 0 && status !== 0 ? { ...counted, failed: 1 } : counted
  } catch (cause) {
    console.error(`${name} ended without a report: ${cause.message}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

function runVitest() {
  const file = join(reports, 'vitest.json')
  const args = [
    'exec',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  return count('unit, property, component and conformance tests', 'pnpm', args, file, (report) => ({
    passed: report.numPassedTests,
    failed:
      report.numFailedTests + Math.max(0, report.numFailedTestSuites - countFailedFiles(report)),
    skipped: report.numPendingTests,
  }))
}

/** Suites that failed because a test in them failed: those tests are counted already. */
function countFailedFiles(report) {
  return report.numFailedTests > 0 ? report.numFailedTestSuites : 0
}

function runPlaywright() {
  const file = join(reports, 'playwright.json')
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = file
  const args = ['exec', 'playwright', 'test', '--reporter=list,json']
  return count('end to end tests', 'pnpm', args, file, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }))
}

const PARTS = { vitest: runVitest, e2e: runPlaywright }

ensureTestTools()
const wanted = process.argv[2] === undefined ? Object.keys(PARTS) : [process.argv[2]]
const total = { passed: 0, failed: 0, skipped: 0 }
try {
  for (const part of wanted) {
    const run = PARTS[part]
    if (run === undefined)
      throw new Error(`No such part: ${part}. There are: ${Object.keys(PARTS).join(', ')}.`)
    const counted = run()
    for (const key of Object.keys(total)) total[key] += counted[key]
  }
} finally {
  rmSync(reports, { recursive: true, force: true })
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`)
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0)
