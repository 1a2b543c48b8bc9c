import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { Terminal } from '../terminal.ts'
import { EXIT, type Exit } from '../usage.ts'
import { formatReport } from './report/index.ts'
import type { CheckOptions } from './options.ts'
import { readLessons } from './read-lessons.ts'
import { drawProgress } from './progress-bar.ts'
import { proveAll } from './prove-all.ts'
import { proveTasks, tasksBeside } from './prove-tasks.ts'
import type { CheckReport } from './check-report.ts'
import { summarize } from './summary.ts'

/** `keyspace lesson check`: compiles the lessons, proves them on the engines, and reports. */
export async function checkLessons(options: CheckOptions, terminal: Terminal): Promise<Exit> {
  const startedAt = performance.now()
  const lessons = await readLessons(options, terminal.cwd)
  const tasks = await tasksBeside(lessons.entries, resolve(terminal.cwd, options.lessons))
  const jobs = lessons.entries.length * options.engines.length + tasks.length
  const progress = drawProgress(jobs, terminal)
  const { onLessons, onTasks } = await (async () => ({
    onLessons: await proveAll({
      ...{ entries: lessons.entries, engines: options.engines, rename: lessons.rename },
      trustCode: options.trustCode,
      atOnce: availableParallelism(),
      onProved: progress.step,
    }),
    onTasks: await proveTasks(tasks, {
      engine: options.engines.includes('dedicated') ? 'dedicated' : 'embedded',
      trustCode: options.trustCode,
      rename: lessons.rename,
      onProved: progress.step,
    }),
  }))().finally(progress.clear)
  const problems = [...onLessons.problems, ...onTasks.flatMap((proof) => proof.problems)]
  const report: CheckReport = {
    engines: options.engines,
    compiling: lessons.problems,
    problems: [...lessons.problems, ...problems],
    proofs: [...onLessons.proofs, ...onTasks],
    summary: summarize(lessons.course, lessons.entries),
    ms: Math.round(performance.now() - startedAt),
  }
  terminal.out(formatReport(options.format, report))
  return report.problems.some(({ severity }) => severity === 'error') ? EXIT.problems : EXIT.ok
}
