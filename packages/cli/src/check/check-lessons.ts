import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import type { CatalogEntry, Problem } from '@keyspace/lesson/catalog'
import { openEngines, type OpenedEngines } from '../proof/open-engines.ts'
import type { Terminal } from '../terminal.ts'
import { EXIT, type Exit } from '../usage.ts'
import type { CheckReport, Proof } from './check-report.ts'
import type { CheckOptions } from './options.ts'
import { openTypeReader } from './program-types.ts'
import { drawProgress } from './progress-bar.ts'
import { proveAll } from './prove-all.ts'
import type { ProveTasksOptions, TaskToProve } from './prove-tasks.ts'
import { readLessons, type LessonsToCheck } from './read-lessons.ts'
import { formatReport } from './report/index.ts'
import { summarize } from './summary.ts'

/** Lessons that are proved at the same time. */
const AT_ONCE = availableParallelism()

/** `keyspace lesson check`: compiles the lessons, proves them on the engines, and reports. */
export async function checkLessons(options: CheckOptions, terminal: Terminal): Promise<Exit> {
  const startedAt = performance.now()
  // They start while the lessons are compiled.
  const opening = openEngines(options.engines, AT_ONCE, options.trustCode)
  opening.catch(() => undefined)
  try {
    const lessons = await readLessons(options, terminal.cwd)
    const tasks = await findTasks(lessons.entries, resolve(terminal.cwd, options.lessons))
    const jobs = lessons.entries.length * options.engines.length + tasks.length
    const progress = drawProgress(jobs, terminal)
    const compiling = [...lessons.problems, ...(await typeProblems(lessons))]
    const proving = proveBoth(lessons, tasks, await opening, { options, onProved: progress.step })
    const { problems, proofs } = await proving.finally(progress.clear)
    const report: CheckReport = {
      engines: options.engines,
      compiling,
      problems: [...compiling, ...problems],
      proofs,
      summary: summarize(lessons.course, lessons.entries),
      ms: Math.round(performance.now() - startedAt),
    }
    terminal.out(await formatReport(options.format, report))
    return report.problems.some(({ severity }) => severity === 'error') ? EXIT.problems : EXIT.ok
  } finally {
    await opening.then(({ close }) => close()).catch(() => undefined)
  }
}

async function typeProblems({ entries, rename }: LessonsToCheck): Promise<readonly Problem[]> {
  const types = openTypeReader()
  const found = await Promise.all(entries.map((entry) => types.problems(entry)))
  return found.flat().map(rename)
}

interface Proving {
  readonly options: CheckOptions
  readonly onProved: (file: string) => void
}

/** The lessons first, and then the tasks beside them. */
async function proveBoth(
  { entries, rename }: LessonsToCheck,
  tasks: readonly TaskToProve[],
  opened: OpenedEngines,
  { options, onProved }: Proving,
): Promise<Pick<CheckReport, 'problems' | 'proofs'>> {
  const { engines, trustCode } = options
  // A grading is timed: nothing else is to be going on then, not even the end of these sandboxes.
  const proving = proveAll({ entries, opened, atOnce: AT_ONCE, rename, onProved })
  const lessons = await proving.finally(opened.close)
  const engine = engines.includes('dedicated') ? 'dedicated' : 'embedded'
  const ofTasks = await proveThese(tasks, { engine, trustCode, rename, onProved })
  return {
    problems: [...lessons.problems, ...ofTasks.flatMap((proof) => proof.problems)],
    proofs: [...lessons.proofs, ...ofTasks],
  }
}

// The grader is large: it is loaded where there is a task.

async function findTasks(
  entries: readonly CatalogEntry[],
  folder: string,
): Promise<readonly TaskToProve[]> {
  const isThere = entries.some(({ file }) => existsSync(join(folder, file.part, file.slug, 'task')))
  if (!isThere) return []
  const { tasksBeside } = await import('./prove-tasks.ts')
  return tasksBeside(entries, folder)
}

async function proveThese(
  tasks: readonly TaskToProve[],
  options: ProveTasksOptions,
): Promise<readonly Proof[]> {
  if (tasks.length === 0) return []
  const { proveTasks } = await import('./prove-tasks.ts')
  return proveTasks(tasks, options)
}
