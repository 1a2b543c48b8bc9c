import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { grade, NoSubmission, type GradeReport } from '@keyspace/grader'
import { drawProgress } from '../check/progress-bar.ts'
import type { Terminal } from '../terminal.ts'
import { EXIT, UsageError, type Exit } from '../usage.ts'
import { findAssignment, type FoundAssignment } from './find-assignment.ts'
import { gradebookCsv, gradebookHtml, type Entry } from './gradebook.ts'
import { exitOf } from './exit-of.ts'
import { howToGrade } from './how-to-grade.ts'
import { openSubmission } from './open-submission.ts'
import type { GradeCommandOptions } from './options.ts'
import { writeReports } from './write-reports.ts'

/** Grades every folder in a folder, or every file where a task asks for one, and writes a gradebook. */
export async function gradeBatch(
  options: GradeCommandOptions,
  folder: string,
  terminal: Terminal,
): Promise<Exit> {
  const root = resolve(terminal.cwd, folder)
  const found = await findAssignment(options.assignment, options.lessons, terminal.cwd)
  const names = await submissionsIn(root, folder, found)
  const progress = drawProgress(names.length, terminal)
  const entries: Entry[] = []
  const queue = [...names]
  const work = async (): Promise<void> => {
    for (let name; (name = queue.shift()) !== undefined;) {
      entries.push(await gradeEntry(options, found, terminal.cwd, join(root, name)))
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

async function submissionsIn(
  root: string,
  folder: string,
  { task }: FoundAssignment,
): Promise<readonly string[]> {
  const isFolders = task === undefined || task.kind === 'http'
  const found = await readdir(root, { withFileTypes: true }).catch(() => {
    throw new UsageError(`There is no folder ${folder}.`)
  })
  const names = found
    .filter((entry) => (isFolders ? entry.isDirectory() : entry.isFile()))
    .filter(({ name }) => !name.startsWith('.'))
    .map(({ name }) => name)
  if (names.length === 0)
    throw new UsageError(
      `There are no submissions in ${folder}: each is a ${isFolders ? 'folder' : 'file'} of its own.`,
    )
  return names.sort()
}

async function gradeEntry(
  options: GradeCommandOptions,
  found: FoundAssignment,
  cwd: string,
  path: string,
): Promise<Entry> {
  const name = basename(path)
  try {
    const { submission, dispose } = await openSubmission(found, path)
    const report = await grade({
      ...howToGrade(found, options),
      submission: { ...submission, name },
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
