import { parseArgs } from 'node:util'
import { UsageError } from '../usage.ts'

export interface PreviewOptions {
  /** The lesson to open; the map of the course without one. */
  readonly slug: string | undefined
  /** Where the page listens; 0 takes any free port. */
  readonly port: number
  /** The folder with `course.yaml`. */
  readonly lessons: string
}

/** Throws {@link UsageError}. */
export function readPreviewOptions(args: readonly string[]): PreviewOptions {
  const { values, positionals } = parse(args)
  const [slug, ...more] = positionals
  if (more.length > 0) throw new UsageError('Name one lesson: keyspace lesson preview <slug>.')
  const port = Number(values.port)
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
    throw new UsageError(`--port takes a number from 0 to 65535, and not "${values.port}".`)
  }
  return { slug, port, lessons: values.lessons }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '5173' },
        lessons: { type: 'string', default: 'lessons' },
      },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause))
  }
}
