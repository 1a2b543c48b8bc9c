import { parseArgs } from 'node:util'
import { oneOf, UsageError } from '../usage.ts'

export interface ImportOptions {
  /** A Markdown file, a folder or a zip. */
  readonly from: string
  readonly part: string
  readonly module: string | undefined
  /** The folder of the lesson, for one page only. */
  readonly slug: string | undefined
  /** Told by the letters of the text when it is not given. */
  readonly lang: 'en' | 'ru' | undefined
  /** The folder with `course.yaml`. */
  readonly lessons: string
}

/** Throws {@link UsageError}. */
export function readImportOptions(args: readonly string[]): ImportOptions {
  const { values, positionals } = parse(args)
  const [from, ...more] = positionals
  if (from === undefined || more.length > 0) {
    throw new UsageError('Name what to import: keyspace lesson import <file, folder or zip>.')
  }
  const { slug, part, module, lessons } = values
  if (slug !== undefined && !/^[a-z][a-z0-9-]*$/.test(slug)) {
    throw new UsageError(`--slug takes small Latin letters, digits and hyphens, and not "${slug}".`)
  }
  const lang = values.lang === undefined ? undefined : oneOf('--lang', values.lang, ['en', 'ru'])
  return { from, part, module, slug, lang, lessons }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        part: { type: 'string', default: 'imported' },
        module: { type: 'string' },
        slug: { type: 'string' },
        lang: { type: 'string' },
        lessons: { type: 'string', default: 'lessons' },
      },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause))
  }
}
