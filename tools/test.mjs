// `pnpm test`: everything that is tested. It ends with what failed, by name, and one counted line.
//   node tools/test.mjs [vitest|e2e]   only that part
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureTestTools } from './ensure-test-tools.mjs'

const reporter = (name) => join(import.meta.dirname, 'report', `${name}-reporter.mjs`)

const PARTS = {
  vitest: {
    title: 'unit, property, component and conformance tests',
    args: ['exec', 'vitest', 'run', '--reporter=default', `--reporter=${reporter('vitest')}`],
  },
  e2e: {
    title: 'end to end tests',
    args: ['exec', 'playwright', 'test', `--reporter=list,${reporter('playwright')}`],
  },
}

/** A part that broke before it could count, or ended badly without saying why, counts as one failure. */
function run({ title, args }, file) {
  console.log(`\n— ${title}`)
  const env = { ...process.env, KEYSPACE_TEST_REPORT: file }
  const { status } = spawnSync('pnpm', args, { stdio: ['ignore', 'inherit', 'inherit'], env })
  const broken = (reason) => ({ name: title, reason })
  let report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    const failures = [broken(`It ended with exit code ${status} and without a report.`)]
    return { passed: 0, skipped: 0, failures, flaky: [] }
  }
  if (status !== 0 && report.failures.length === 0)
    report.failures.push(broken(`Every test passed, and yet the exit code is ${status}.`))
  return report
}

ensureTestTools()
const wanted = process.argv[2] === undefined ? Object.keys(PARTS) : [process.argv[2]]
const total = { passed: 0, skipped: 0, failures: [], flaky: [] }
const reports = mkdtempSync(join(tmpdir(), 'keyspace-test-'))
try {
  for (const name of wanted) {
    const part = PARTS[name]
    if (part === undefined)
      throw new Error(`No such part: ${name}. There are: ${Object.keys(PARTS).join(', ')}.`)
    const report = run(part, join(reports, `${name}.json`))
    total.passed += report.passed
    total.skipped += report.skipped
    total.failures.push(...report.failures)
    total.flaky.push(...report.flaky)
  }
} finally {
  rmSync(reports, { recursive: true, force: true })
}

// Last, so that a log that was cut in the middle still says it.
for (const name of total.flaky) console.log(`\npassed at a second try: ${name}`)
for (const { name, reason } of total.failures) console.log(`\nfailed: ${name}\n${reason}`)
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failures.length} failed${skipped}`)
process.exit(total.failures.length > 0 || total.passed === 0 ? 1 : 0)
