import { problemLine } from '@keyspace/lesson/catalog'
import type { CheckReport } from '../check-report.ts'
import type { ModuleSummary } from '../summary.ts'

const COLUMNS = [
  'module',
  'lessons',
  'transcripts',
  'steps',
  'tasks',
  'checks',
  'hints',
  'questions',
  'predictions',
] as const satisfies readonly (keyof ModuleSummary)[]

/** Problems as editors link them, then what was checked. */
export function formatText(report: CheckReport): string {
  const { problems } = report
  const lines = problems.map(
    (problem) => `${problemLine(problem)}${problem.severity === 'warning' ? ' (warning)' : ''}`,
  )
  const parts = [...lines, ...(lines.length > 0 ? [''] : []), ...table(report.summary), '']
  return `${[...parts, verdict(report)].join('\n')}\n`
}

function verdict({ problems, proofs, engines, ms }: CheckReport): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  const skipped = proofs.filter((proof) => proof.skipped).length
  return [
    `${errors} ${errors === 1 ? 'problem' : 'problems'}`,
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
    `${proofs.length - skipped} proofs on ${engines.join(' and ')}`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    `${(ms / 1_000).toFixed(2)} s`,
  ].join(' · ')
}

function table(rows: readonly ModuleSummary[]): readonly string[] {
  const total: Record<string, string> = { module: 'all' }
  for (const name of COLUMNS.slice(1)) {
    total[name] = String(rows.reduce((sum, row) => sum + Number(row[name]), 0))
  }
  const cells = [
    [...COLUMNS],
    ...rows.map((row) => COLUMNS.map((name) => String(row[name]))),
    COLUMNS.map((name) => total[name] ?? ''),
  ]
  const widths = COLUMNS.map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  )
  return cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return column === 0 ? cell.padEnd(width) : cell.padStart(width)
      })
      .join('  '),
  )
}
