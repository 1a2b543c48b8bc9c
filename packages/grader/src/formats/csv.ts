import type { Format } from './format.ts'
import { said } from './words.ts'

const HEADER = ['submission', 'check', 'verdict', 'points', 'max_points', 'sentence']

/** A row for each check. Source: RFC 4180. */
export const csv: Format = (report, { lang }) => {
  const rows = report.checks.map((check) => [
    report.submission.name,
    check.id,
    check.verdict,
    check.verdict === 'error' ? '' : String(check.points),
    String(check.maxPoints),
    said(check.sentence, lang),
  ])
  return [{ path: 'checks.csv', text: csvText([HEADER, ...rows]) }]
}

export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** A spreadsheet would run a cell that begins like a formula. */
function cell(value: string): string {
  const harmless =
    /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
