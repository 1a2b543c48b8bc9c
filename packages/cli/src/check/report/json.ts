import type { CheckReport } from '../check-report.ts'

/** Everything, for other programs. */
export function formatJson(report: CheckReport): string {
  const isOk = report.problems.every(({ severity }) => severity !== 'error')
  return `${JSON.stringify({ ok: isOk, ...report }, null, 2)}\n`
}
