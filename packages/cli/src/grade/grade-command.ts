import { resolve } from 'node:path'
import {
  commandSubmission,
  grade,
  NoSubmission,
  UnknownAssignment,
  writeFormat,
  type FoundSubmission,
  type GradeReport,
} from '@keyspace/grader'
import type { Terminal } from '../terminal.ts'
import { MissingPart, UsageError, type Exit } from '../usage.ts'
import { exitOf } from './exit-of.ts'
import { findAssignment, type FoundAssignment } from './find-assignment.ts'
import { gradeBatch } from './grade-batch.ts'
import { howToGrade } from './how-to-grade.ts'
import { SAY_WHAT, type GradeCommandOptions, type OneSubmission } from './options.ts'
import { openSubmission } from './open-submission.ts'
import { readParts, weightsOf } from './read-parts.ts'
import { showAssignment } from './show-assignment.ts'
import { showCheck, showSummary } from './show-report.ts'
import { writeReports } from './write-reports.ts'

/** `keyspace grade`: grades one submission or a folder of them, and reports. */
export async function gradeCommand(
  options: GradeCommandOptions,
  terminal: Terminal,
): Promise<Exit> {
  try {
    switch (options.target.kind) {
      case 'none':
        return await describe(options, terminal)
      case 'batch':
        return await gradeBatch(options, options.target.folder, terminal)
      default:
        return await gradeOne(options, options.target, terminal)
    }
  } catch (cause) {
    if (cause instanceof UnknownAssignment || cause instanceof NoSubmission)
      throw new UsageError(cause.message)
    throw cause
  }
}

/** Whoever names no submission wants to know what one must do. */
async function describe(options: GradeCommandOptions, terminal: Terminal): Promise<never> {
  const found = await findAssignment(options.assignment, options.lessons, terminal.cwd)
  terminal.out(showAssignment(found, options.lang))
  throw new UsageError(SAY_WHAT)
}

async function gradeOne(
  options: GradeCommandOptions,
  target: OneSubmission,
  terminal: Terminal,
): Promise<Exit> {
  const found = await findAssignment(options.assignment, options.lessons, terminal.cwd)
  const parts = await readParts(options, weightsOf(found.weights, options), terminal.cwd)
  const { submission, dispose } = await findTarget(target, found, terminal.cwd)
  const stop = new AbortController()
  const interrupted = (): void => stop.abort(new MissingPart('The grading was stopped.'))
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', interrupted)
  // A report on standard output is for a program: then people are told on the other one.
  const tell = options.formats.length > 0 && options.out === undefined ? terminal.err : terminal.out
  try {
    const report = await grade({
      ...howToGrade(found, options),
      submission: { ...submission, name: options.name ?? submission.name },
      parts,
      signal: stop.signal,
      onEvent: (event) => {
        if (event.kind === 'check-finished') tell(showCheck(event.check, options.lang))
      },
    })
    tell(showSummary(report, options.lang))
    await deliver(report, options, terminal)
    return exitOf(report, options)
  } finally {
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', interrupted)
    await dispose()
  }
}

async function findTarget(
  target: OneSubmission,
  found: FoundAssignment,
  cwd: string,
): Promise<FoundSubmission> {
  if (target.kind === 'command') {
    if (found.task !== undefined && found.task.kind !== 'http') {
      throw new UsageError(`${found.task.id} grades one file: name it with --file.`)
    }
    const submission = commandSubmission(target.command, resolve(cwd, target.cwd))
    return { submission, dispose: () => Promise.resolve() }
  }
  return openSubmission(found, resolve(cwd, target.path))
}

async function deliver(
  report: GradeReport,
  options: GradeCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const { formats, out, lang } = options
  if (out !== undefined) {
    const wanted = formats.length > 0 ? formats : (['json', 'markdown'] as const)
    const written = await writeReports(report, {
      formats: wanted,
      folder: resolve(terminal.cwd, out),
      lang,
    })
    for (const path of written) terminal.out(`${out}/${path}\n`)
    return
  }
  for (const format of formats) {
    for (const { text } of writeFormat(format, report, { lang, env: process.env }))
      terminal.out(text)
  }
}
