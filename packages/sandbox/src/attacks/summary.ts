import type { Attack } from './attack.ts'
import type { Course } from './run-attack.ts'

export interface Played {
  readonly attack: Attack
  readonly course: Course
}

/** A line a kind, and what B felt over all of them. */
export function summary(played: readonly Played[]): string {
  const kinds = [...new Set(played.map(({ attack }) => attack.kind))]
  const lines = kinds.map((kind) =>
    line(
      kind,
      played.filter(({ attack }) => attack.kind === kind),
    ),
  )
  return [...lines, line('all', played)].join('\n')
}

function line(name: string, played: readonly Played[]): string {
  const took = played.flatMap(({ course }) => course.tookMs).sort((a, b) => a - b)
  const failed = played.filter(({ course }) => course.findings.length + course.late.length > 0)
  const mostMiB = Math.max(0, ...played.map(({ course }) => course.mostMiB))
  const at = (share: number): string => (took[Math.floor(took.length * share)] ?? 0).toFixed(1)
  return [
    name.padEnd(11),
    `${played.length} cases`.padStart(10),
    `${failed.length} failed`.padStart(10),
    `B: ${took.length} answers, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${(took.at(-1) ?? 0).toFixed(0)} ms`,
    `server at most ${Math.round(mostMiB)} MiB`,
  ].join('  ')
}
