import { parseArgs } from 'node:util'
import {
  FORMAT_NAMES,
  isFormatName,
  type FormatName,
  type Lang,
  type PartWeights,
  type RedisChoice,
} from '@keyspace/grader'
import { oneOf, UsageError } from '../usage.ts'

/** One submission: a start command, a project's folder or a file. */
export type OneSubmission =
  | { readonly kind: 'command'; readonly command: string; readonly cwd: string }
  | { readonly kind: 'path'; readonly path: string }

/** What is graded. */
type Target =
  | OneSubmission
  /** A folder of submissions. */
  | { readonly kind: 'batch'; readonly folder: string }
  /** Nothing: the caller wants to know what the assignment asks for. */
  | { readonly kind: 'none' }

export const SAY_WHAT =
  'Say what to grade with one of --cmd "<start command>", --dir <project>, --file <file> and --batch <folder>.'

export interface GradeCommandOptions {
  /** An exam, a task of a lesson, or the path of a task's file. */
  readonly assignment: string
  /** Where the lessons are that have tasks; undefined for those at hand. */
  readonly lessons: string | undefined
  readonly target: Target
  readonly name: string | undefined
  readonly formats: readonly FormatName[]
  /** Folder for the reports; undefined for none. */
  readonly out: string | undefined
  readonly lang: Lang
  /** Milliseconds. */
  readonly timeoutMs: number
  /** Undefined when the assignment decides. */
  readonly startupMs: number | undefined
  /** On which Redis. */
  readonly engine: RedisChoice
  readonly exitZero: boolean
  readonly seed: string | undefined
  /** Submissions at once, in a batch. */
  readonly atOnce: number | undefined
  readonly tests: string | undefined
  readonly coverage: string | undefined
  readonly style: string | undefined
  /** Those that go before what the lesson says. */
  readonly weights: Partial<PartWeights>
}

/** Throws {@link UsageError}. */
export function readGradeOptions(args: readonly string[]): GradeCommandOptions {
  const { values, positionals } = parse(args)
  const [assignment, ...more] = positionals
  if (assignment === undefined || more.length > 0) {
    throw new UsageError('keyspace grade takes one assignment, such as rate-limiter-leaderboard.')
  }
  const formats = readFormats(values.format)
  if (formats.length > 1 && values.out === undefined) {
    throw new UsageError('Several formats need a folder to be written to: add --out <folder>.')
  }
  return {
    assignment,
    lessons: values.lessons,
    target: readTarget(values),
    name: values.name,
    formats,
    out: values.out,
    lang: oneOf('--lang', values.lang, ['en', 'ru']),
    timeoutMs: seconds('--timeout', values.timeout),
    startupMs: values.startup === undefined ? undefined : seconds('--startup', values.startup),
    engine: oneOf('--engine', values.engine, ['auto', 'redis-server', 'embedded']),
    exitZero: values['exit-zero'],
    seed: values.seed,
    atOnce: values.jobs === undefined ? undefined : wholeNumber('--jobs', values.jobs),
    tests: values.tests,
    coverage: values.coverage,
    style: values.style,
    weights: readWeights(values.weights),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        cmd: { type: 'string' },
        cwd: { type: 'string', default: '.' },
        dir: { type: 'string' },
        file: { type: 'string' },
        lessons: { type: 'string' },
        batch: { type: 'string' },
        name: { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string' },
        lang: { type: 'string', default: 'en' },
        timeout: { type: 'string', default: '60' },
        startup: { type: 'string' },
        'exit-zero': { type: 'boolean', default: false },
        seed: { type: 'string' },
        engine: { type: 'string', default: 'auto' },
        jobs: { type: 'string' },
        tests: { type: 'string' },
        coverage: { type: 'string' },
        style: { type: 'string' },
        weights: { type: 'string' },
      },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause))
  }
}

function readTarget(values: {
  readonly cmd?: string
  readonly cwd: string
  readonly dir?: string
  readonly file?: string
  readonly batch?: string
}): Target {
  const path = values.dir ?? values.file
  const given = [values.cmd, values.dir, values.file, values.batch].filter(
    (value) => value !== undefined,
  )
  if (given.length === 0) return { kind: 'none' }
  if (given.length > 1) throw new UsageError(SAY_WHAT)
  if (values.cmd !== undefined) return { kind: 'command', command: values.cmd, cwd: values.cwd }
  if (path !== undefined) return { kind: 'path', path }
  return { kind: 'batch', folder: values.batch ?? '' }
}

function readFormats(list: string | undefined): readonly FormatName[] {
  if (list === undefined) return []
  return list.split(',').map((name) => {
    const trimmed = name.trim()
    if (isFormatName(trimmed)) return trimmed
    throw new UsageError(`--format takes ${FORMAT_NAMES.join(', ')}, and not "${trimmed}".`)
  })
}

function seconds(option: string, value: string): number {
  const number = Number(value)
  if (number > 0 && number <= 3_600) return number * 1_000
  throw new UsageError(`${option} takes seconds, more than 0 and at most 3600, and not "${value}".`)
}

function wholeNumber(option: string, value: string): number {
  const number = Number(value)
  if (Number.isInteger(number) && number >= 1 && number <= 64) return number
  throw new UsageError(`${option} takes a number from 1 to 64, and not "${value}".`)
}

/** `tests=0.2,style=0`, over what the lesson says. */
function readWeights(list: string | undefined): Partial<PartWeights> {
  const weights: { -readonly [Kind in keyof PartWeights]?: number } = {}
  for (const entry of list === undefined ? [] : list.split(',')) {
    const [name = '', value = ''] = entry.split('=').map((word) => word.trim())
    const kind = oneOf('--weights', name, ['tests', 'coverage', 'style'])
    const weight = Number(value)
    if (value === '' || !(weight >= 0 && weight <= 1)) {
      throw new UsageError(
        `--weights takes shares from 0 to 1, such as tests=0.1, and not "${entry}".`,
      )
    }
    weights[kind] = weight
  }
  return weights
}
