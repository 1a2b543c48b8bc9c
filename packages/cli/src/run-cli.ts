import { readCheckOptions } from './check/options.ts'
import { readExportOptions } from './export/options.ts'
import { readImportOptions } from './import/options.ts'
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
  if (noun === 'grade') {
    const { readGradeOptions } = await import('./grade/options.ts')
    const options = readGradeOptions(args.slice(1))
    const { gradeCommand } = await import('./grade/grade-command.ts')
    return gradeCommand(options, terminal)
  }
  const command = noun === 'lesson' ? lessonCommand(verb) : undefined
  if (command !== undefined) return command(rest, terminal)
  throw new UsageError(`There is no command "${[noun, verb].join(' ').trim()}".`)
}

function lessonCommand(verb = ''): Command | undefined {
  return Object.hasOwn(LESSON_COMMANDS, verb) ? LESSON_COMMANDS[verb] : undefined
}

type Command = (args: readonly string[], terminal: Terminal) => Promise<Exit>

/** What a command needs is loaded when it is called: none needs what the others do, and some of it is large. */
const LESSON_COMMANDS: Readonly<Record<string, Command | undefined>> = {
  check: async (args, terminal) => {
    const options = readCheckOptions(args)
    if (options.watch) {
      const { watchLessons } = await import('./check/watch-lessons.ts')
      return watchLessons(options, terminal)
    }
    const { checkLessons } = await import('./check/check-lessons.ts')
    return checkLessons(options, terminal)
  },
  new: async (args, terminal) => {
    const options = readNewOptions(args)
    const { newLesson } = await import('./new/new-lesson.ts')
    return newLesson(options, terminal)
  },
  import: async (args, terminal) => {
    const options = readImportOptions(args)
    const { importLessons } = await import('./import/import-lessons.ts')
    return importLessons(options, terminal)
  },
  export: async (args, terminal) => {
    const options = readExportOptions(args)
    const { exportLessons } = await import('./export/export-lessons.ts')
    return exportLessons(options, terminal)
  },
  preview: async (args, terminal) => {
    const options = readPreviewOptions(args)
    const { previewLessons } = await import('./preview/preview-lessons.ts')
    return previewLessons(options, terminal)
  },
}
