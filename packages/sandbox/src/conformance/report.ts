import type { FamilyReport, StepReport } from './compare.ts'
import { outcomeText } from './outcome-text.ts'

export interface Counts {
  readonly steps: number
  readonly identical: number
  readonly ruled: number
  readonly differing: number
  /** Of the differing: what Redis refuses and the target does. */
  readonly accepted: number
}

export function countSteps(reports: readonly FamilyReport[]): Counts {
  const steps = reports.flatMap((family) => family.cases).flatMap((one) => one.steps)
  const differing = steps.filter((step) => step.verdict === 'differing')
  return {
    steps: steps.length,
    identical: steps.filter((step) => step.verdict === 'identical').length,
    ruled: steps.filter((step) => step.verdict === 'ruled').length,
    differing: differing.length,
    accepted: differing.filter(acceptsWhatRedisRejects).length,
  }
}

function acceptsWhatRedisRejects({ expected, actual }: StepReport): boolean {
  const isError = (step: StepReport['expected']): boolean =>
    step.some(({ kind }) => kind === 'error')
  return isError(expected) && !isError(actual)
}

/** Every difference: case, step, both replies. */
export function differences(reports: readonly FamilyReport[]): readonly string[] {
  return reports
    .flatMap((family) => family.cases)
    .flatMap(({ name, steps }) =>
      steps
        .filter(({ verdict }) => verdict === 'differing')
        .map(({ step, expected, actual }) =>
          [
            `${name}  ${step.source}`,
            `  redis-server: ${expected.map(outcomeText).join(' | ')}`,
            `  here:         ${actual.map(outcomeText).join(' | ')}`,
          ].join('\n'),
        ),
    )
}

/** Family by family: steps, identical, ruled, differing. */
export function table(reports: readonly FamilyReport[]): string {
  const rows = [
    ['family', 'steps', 'identical', 'ruled', 'differing', 'accepted'],
    ...reports.map((report) => row(report.name, countSteps([report]))),
    row('all', countSteps(reports)),
  ]
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((cells) => cells[at]?.length ?? 0)),
  )
  return rows
    .map((cells) =>
      cells
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}

function row(name: string, { steps, identical, ruled, differing, accepted }: Counts): string[] {
  return [name, ...[steps, identical, ruled, differing, accepted].map(String)]
}
