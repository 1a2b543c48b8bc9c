import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  DEFAULT_WEIGHTS,
  readCoverage,
  readStyle,
  readTests,
  UnreadableReport,
  type Part,
  type PartWeights,
} from '@keyspace/grader'
import { UsageError } from '../usage.ts'
import type { GradeCommandOptions } from './options.ts'

const READERS = { tests: readTests, coverage: readCoverage, style: readStyle } as const

/** What the learner's own CI reported, where the call names a file. Throws {@link UsageError}. */
export async function readParts(
  options: GradeCommandOptions,
  weights: PartWeights,
  cwd: string,
): Promise<readonly Part[]> {
  const kinds = ['tests', 'coverage', 'style'] as const
  const parts = await Promise.all(
    kinds.map(async (kind) => {
      const file = options[kind]
      if (file === undefined) return []
      const text = await readFile(resolve(cwd, file), 'utf8').catch(() => {
        throw new UsageError(`--${kind}: there is no file ${file}.`)
      })
      try {
        return [READERS[kind](text, weights[kind])]
      } catch (cause) {
        if (!(cause instanceof UnreadableReport)) throw cause
        throw new UsageError(`--${kind} ${file}: ${cause.message}.`)
      }
    }),
  )
  return parts.flat()
}

/** What the call says goes before what the lesson says. Throws {@link UsageError} when it is too much. */
export function weightsOf(
  ofLesson: Partial<PartWeights>,
  { weights }: Pick<GradeCommandOptions, 'weights'>,
): PartWeights {
  const all = { ...DEFAULT_WEIGHTS, ...ofLesson, ...weights }
  if (all.tests + all.coverage + all.style <= 1) return all
  throw new UsageError('The weights are more than 1 together; behaviour would have no share.')
}
