import { parseArgs } from 'node:util'
import { oneOf, UsageError } from '../usage.ts'

export interface ExportOptions {
  /** Slugs, in the order of the pages. */
  readonly slugs: readonly string[]
  readonly lang: 'en' | 'ru'
  /** A folder that is not there yet, or a file that ends in `.zip`. */
  readonly to: string
  /** The folder with `course.yaml`. */
  readonly lessons: string
}

/** Throws {@link UsageError}. */
export function readExportOptions(args: readonly string[]): ExportOptions {
  const { values, positionals } = parse(args)
  const [first] = positionals
  if (first === undefined) {
    throw new UsageError('Name the lessons to export: keyspace lesson export <slug …>.')
  }
  const { lessons, to = `${first}.zip` } = values
  return { slugs: positionals, lang: oneOf('--lang', values.lang, ['en', 'ru']), to, lessons }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        lang: { type: 'string', default: 'en' },
        to: { type: 'string' },
        lessons: { type: 'string', default: 'lessons' },
      },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause))
  }
}
