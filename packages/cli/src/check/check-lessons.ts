import { availableParallelism } from 'node:os'
import type { Terminal } from '../terminal.ts'
import { EXIT, type Exit } from '../usage.ts'
import { formatReport } from './report/index.ts'
import type { CheckOptions } from './options.ts'
import { readLessons } from './read-lessons.ts'
import { drawProgress } from './progress-bar.ts'
import { proveAll } from './prove-all.ts'
import type { CheckReport } from './check-report.ts'
import { summarize } from './summary.ts'

/** `keyspace lesson check`: compiles the lessons, proves them on the engines, and reports. */
export async function checkLessons(options: CheckOptions, terminal: Terminal): Promise<Exit> {
  const startedAt = performance.now()
  const lessons = await readLessons(options, terminal.cwd)
  const progress = drawProgress(lessons.entries.length * options.engines.length, terminal)
  const { problems, proofs } = await proveAll({
    ...{ entries: lessons.entries, engines: options.engines, rename: lessons.rename },
    trustCode: options.trustCode,
    atOnce: availableParallelism(),
    onProved: progress.step,
  }).finally(progress.clear)
  const report: CheckReport = {
    engines: options.engines,
    compiling: lessons.problems,
    problems: [...lessons.problems, ...problems],
    proofs,
    summary: summarize(lessons.course, lessons.entries),
    ms: Math.round(performance.now() - startedAt),
  }
  terminal.out(formatReport(options.format, report))
  return report.problems.some(({ severity }) => severity === 'error') ? EXIT.problems : EXIT.ok
}
