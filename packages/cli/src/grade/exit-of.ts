import type { GradeReport } from '@keyspace/grader'
import { EXIT, type Exit } from '../usage.ts'
import type { GradeCommandOptions } from './options.ts'

/** The report's own exit code; with `--exit-zero` a grade below the pass mark is no failure of the call. */
export function exitOf(
  { exitCode }: Pick<GradeReport, 'exitCode'>,
  { exitZero }: Pick<GradeCommandOptions, 'exitZero'>,
): Exit {
  return exitCode === EXIT.problems && exitZero ? EXIT.ok : exitCode
}
