import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { findSubmission, grade, NoSubmission, type GradeReport } from '@keyspace/grader'
import { drawProgress } from '../check/progress-bar.ts'
import type { Terminal } from '../terminal.ts'
import { EXIT, UsageError, type Exit } from '../usage.ts'
import { gradebookCsv, gradebookHtml, type Entry } from './gradebook.ts'
import { exitOf } from './exit-of.ts'
import type { GradeCommandOptions } from './options.ts'
import { writeReports } from './write-reports.ts'

/** Grades every folder in a folder, several at once, and writes a gradebook. */
export async function gradeBatch(
  options: GradeCommandOptions,
  folder: string,
  terminal: Terminal,
): Promise<Exit> {
  const root = resolve(terminal.cwd, folder)
  const names = await submissionsIn(root, folder)
  const progress = drawProgress(names.length, terminal)
  const entries: Entry[] = []
  const queue = [...names]
  const work = async (): Promise<void> => {
    for (let name; (name = queue.shift()) !== undefined;) {
      entries.push(await gradeFolder(options, terminal.cwd, join(root, name)))
      progress.step(name)
    }
  }
  // A grading runs two instances of the submission: one a core is plenty.
  const atOnce = options.atOnce ?? Math.max(1, Math.floor(availableParallelism() / 2))
  await Promise.all(Array.from({ length: Math.min(atOnce, names.length) }, work)).finally(
    progress.clear,
  )
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  await writeGradebook(entries, options, terminal)
  return entries
    .map((entry) => exitOf(entry, options))
    .reduce<Exit>((worst, exit) => (exit > worst ? exit : worst), EXIT.ok)
}

async function submissionsIn(root: string, folder: string): Promise<readonly string[]> {
  const found = await readdir(root, { withFileTypes: true }).catch(() => {
    throw new UsageError(`There is no folder ${folder}.`)
  })
  const names = found
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
  if (names.length === 0)
    throw new UsageError(`There are no submissions in ${folder}: each is a folder of its own.`)
  return names.sort()
}

async function gradeFolder(
  options: GradeCommandOptions,
  cwd: string,
  folder: string,
): Promise<Entry> {
  const name = basename(folder)
  try {
    const { submission, dispose } = await findSubmission(folder)
    const report = await grade({
      assignment: options.assignment,
      submission: { ...submission, name },
      timeoutMs: options.timeoutMs,
      startupMs: options.startupMs,
      ...(options.seed === undefined ? {} : { seed: options.seed }),
    }).finally(dispose)
    await deliver(report, options, cwd)
    return { name, report, exitCode: report.exitCode, reason: report.trouble?.[options.lang] ?? '' }
  } catch (cause) {
    if (!(cause instanceof NoSubmission)) throw cause
    return { name, report: undefined, exitCode: 1, reason: cause.message }
  }
}

async function deliver(
  report: GradeReport,
  { out, formats, lang }: GradeCommandOptions,
  cwd: string,
): Promise<void> {
  if (out === undefined) return
  const wanted = formats.length > 0 ? formats : (['json', 'markdown'] as const)
  const folder = resolve(cwd, out, report.submission.name)
  await writeReports(report, { formats: wanted, folder, lang })
}

async function writeGradebook(
  entries: readonly Entry[],
  { out, lang }: GradeCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const csv = gradebookCsv(entries)
  if (out === undefined) {
    terminal.out(csv)
    return
  }
  const folder = resolve(terminal.cwd, out)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'gradebook.csv'), csv)
  await writeFile(join(folder, 'index.html'), gradebookHtml(entries, lang))
  terminal.out(`${out}/gradebook.csv\n${out}/index.html\n`)
}
