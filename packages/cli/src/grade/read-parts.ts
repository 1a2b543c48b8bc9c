import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { readCoverage, readStyle, readTests, UnreadableReport, type Part } from '@keyspace/grader'
import { UsageError } from '../usage.ts'
import type { GradeCommandOptions } from './options.ts'

const READERS = { tests: readTests, coverage: readCoverage, style: readStyle } as const

/** What the learner's own CI reported, where the call names a file. Throws {@link UsageError}. */
export async function readParts(
  options: GradeCommandOptions,
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
        return [READERS[kind](text, options.weights[kind])]
      } catch (cause) {
        if (!(cause instanceof UnreadableReport)) throw cause
        throw new UsageError(`--${kind} ${file}: ${cause.message}.`)
      }
    }),
  )
  return parts.flat()
}
