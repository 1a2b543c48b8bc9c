// What a test runner has to say at the end, in one form for all of them, in the file that `pnpm test` names.
import { writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

const LINES_OF_A_REASON = 12

/**
 * @param {{ passed: number, skipped: number, failures: { name: string, reason: string }[], flaky: string[] }} report
 */
export function writeReport(report) {
  const file = process.env.KEYSPACE_TEST_REPORT
  if (file !== undefined) writeFileSync(file, JSON.stringify(report))
}

/** The first lines of what went wrong, without the runner's own frames and the colours of a terminal. */
export function reasonOf(error) {
  const text = error?.stack ?? error?.message ?? error?.value ?? String(error)
  const lines = stripVTControlCharacters(String(text)).split('\n')
  const ours = lines.filter((line) => !line.includes('node_modules'))
  return ours.slice(0, LINES_OF_A_REASON).join('\n')
}
