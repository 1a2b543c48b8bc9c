import { parseArgs } from 'node:util'
import { UsageError } from '../usage.ts'

export interface NewOptions {
  readonly part: string
  readonly slug: string
  /** Id of the module; found by the slug when it is not given. */
  readonly module: string | undefined
  /** The folder with `course.yaml`. */
  readonly lessons: string
}

const PLACE = /^([a-z][\w-]*)\/([a-z][a-z0-9-]*)$/i

/** Throws {@link UsageError}. */
export function readNewOptions(args: readonly string[]): NewOptions {
  const { values, positionals } = parse(args)
  const [place, ...more] = positionals
  if (place === undefined || more.length > 0) {
    throw new UsageError('Say where the lesson is to be: keyspace lesson new <part>/<slug>.')
  }
  const [, part, slug] = PLACE.exec(place) ?? []
  if (part === undefined || slug === undefined) {
    throw new UsageError(`"${place}" is no place for a lesson. Write it as basic/r2-ttl.`)
  }
  return { part, slug: slug.toLowerCase(), module: values.module, lessons: values.lessons }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { module: { type: 'string' }, lessons: { type: 'string', default: 'lessons' } },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause))
  }
}
