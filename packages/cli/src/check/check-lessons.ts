import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { Problem } from '@keyspace/lesson/catalog'
import type { Terminal } from '../terminal.ts'
import { EXIT, type Exit } from '../usage.ts'
import { formatReport } from './report/index.ts'
import type { CheckOptions } from './options.ts'
import { readLessons, type LessonsToCheck } from './read-lessons.ts'
import { drawProgress } from './progress-bar.ts'
import { openTypeReader } from './program-types.ts'
import { proveAll } from './prove-all.ts'
import { proveTasks, tasksBeside, type TaskToProve } from './prove-tasks.ts'
import type { CheckReport } from './check-report.ts'
import { summarize } from './summary.ts'

/** `keyspace lesson check`: compiles the lessons, proves them on the engines, and reports. */
export async function checkLessons(options: CheckOptions, terminal: Terminal): Promise<Exit> {
  const startedAt = performance.now()
  const lessons = await readLessons(options, terminal.cwd)
  const tasks = await tasksBeside(lessons.entries, resolve(terminal.cwd, options.lessons))
  const jobs = lessons.entries.length * options.engines.length + tasks.length
  const progress = drawProgress(jobs, terminal)
  const compiling = [...lessons.problems, ...(await typeProblems(lessons))]
  const { problems, proofs } = await proveBoth(lessons, tasks, options, progress.step).finally(
    progress.clear,
  )
  const report: CheckReport = {
    engines: options.engines,
    compiling,
    problems: [...compiling, ...problems],
    proofs,
    summary: summarize(lessons.course, lessons.entries),
    ms: Math.round(performance.now() - startedAt),
  }
  terminal.out(formatReport(options.format, report))
  return report.problems.some(({ severity }) => severity === 'error') ? EXIT.problems : EXIT.ok
}

async function typeProblems({ entries, rename }: LessonsToCheck): Promise<readonly Problem[]> {
  const types = openTypeReader()
  const found = await Promise.all(entries.map((entry) => types.problems(entry)))
  return found.flat().map(rename)
}

/** The lessons first, and then the tasks beside them. */
async function proveBoth(
  { entries, rename }: LessonsToCheck,
  tasks: readonly TaskToProve[],
  { engines, trustCode }: CheckOptions,
  onProved: (file: string) => void,
): Promise<Pick<CheckReport, 'problems' | 'proofs'>> {
  const atOnce = availableParallelism()
  const lessons = await proveAll({ entries, engines, trustCode, atOnce, rename, onProved })
  const engine = engines.includes('dedicated') ? 'dedicated' : 'embedded'
  const ofTasks = await proveTasks(tasks, { engine, trustCode, rename, onProved })
  return {
    problems: [...lessons.problems, ...ofTasks.flatMap((proof) => proof.problems)],
    proofs: [...lessons.proofs, ...ofTasks],
  }
}
