import { parseArgs } from 'node:util'
import type { ProofEngineKind } from '../proof/proof-engine.ts'
import { oneOf, UsageError } from '../usage.ts'

const FORMATS = ['text', 'json', 'junit', 'github'] as const
export type Format = (typeof FORMATS)[number]

const ENGINES = ['embedded', 'dedicated', 'both'] as const

export interface CheckOptions {
  /** Folders, files or slugs; all lessons when there is none. */
  readonly paths: readonly string[]
  readonly engines: readonly ProofEngineKind[]
  readonly format: Format
  /** Programs of lessons run without a box around them. */
  readonly trustCode: boolean
  /** Again after each edit. */
  readonly watch: boolean
  /** The folder with `course.yaml`. */
  readonly lessons: string
}

/** Throws {@link UsageError}. */
export function readCheckOptions(args: readonly string[]): CheckOptions {
  const { values, positionals } = parse(args)
  const engine = oneOf('--engine', values.engine, ENGINES)
  return {
    paths: positionals,
    engines: engine === 'both' ? ['embedded', 'dedicated'] : [engine],
    format: oneOf('--format', values.format, FORMATS),
    trustCode: values['trust-code'],
    watch: values.watch,
    lessons: values.lessons,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        engine: { type: 'string', default: 'both' },
        format: { type: 'string', default: 'text' },
        'trust-code': { type: 'boolean', default: false },
        watch: { type: 'boolean', default: false },
        lessons: { type: 'string', default: 'lessons' },
      },
    })
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause))
  }
}
