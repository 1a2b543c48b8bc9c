import { checkLessons } from './check/check-lessons.ts'
import { readCheckOptions, type CheckOptions } from './check/options.ts'
import { watchLessons } from './check/watch-lessons.ts'
import { exportLessons } from './export/export-lessons.ts'
import { readExportOptions } from './export/options.ts'
import { gradeCommand } from './grade/grade-command.ts'
import { readGradeOptions } from './grade/options.ts'
import { importLessons } from './import/import-lessons.ts'
import { readImportOptions } from './import/options.ts'
import { newLesson } from './new/new-lesson.ts'
import { readNewOptions } from './new/options.ts'
import { readPreviewOptions } from './preview/options.ts'
import type { Terminal } from './terminal.ts'
import { EXIT, MissingPart, USAGE, UsageError, type Exit } from './usage.ts'

/** Runs one call of `keyspace`; resolves with its exit code. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<Exit> {
  try {
    return await dispatch(args, terminal)
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${error.message}\n\n${USAGE}`)
      return EXIT.usage
    }
    if (error instanceof MissingPart) {
      terminal.err(`${error.message}\n`)
      return EXIT.infrastructure
    }
    throw error
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<Exit> {
  const [noun, verb, ...rest] = args
  if (noun === undefined || ['help', '--help', '-h'].includes(noun) || rest.includes('--help')) {
    terminal.out(USAGE)
    return EXIT.ok
  }
  if (noun === 'grade') return gradeCommand(readGradeOptions(args.slice(1)), terminal)
  if (noun === 'lesson' && verb === 'check') return check(readCheckOptions(rest), terminal)
  if (noun === 'lesson' && verb === 'new') return newLesson(readNewOptions(rest), terminal)
  if (noun === 'lesson' && verb === 'import') {
    return importLessons(readImportOptions(rest), terminal)
  }
  if (noun === 'lesson' && verb === 'export') {
    return exportLessons(readExportOptions(rest), terminal)
  }
  if (noun === 'lesson' && verb === 'preview') {
    const options = readPreviewOptions(rest)
    // Vite is large, and no other command needs it.
    const { previewLessons } = await import('./preview/preview-lessons.ts')
    return previewLessons(options, terminal)
  }
  throw new UsageError(`There is no command "${[noun, verb].join(' ').trim()}".`)
}

function check(options: CheckOptions, terminal: Terminal): Promise<Exit> {
  if (!options.watch) return checkLessons(options, terminal)
  const [slug, ...more] = options.paths
  if (more.length > 0) throw new UsageError('--watch follows all lessons; name at most one to run.')
  return watchLessons({ ...options, slug }, terminal)
}
