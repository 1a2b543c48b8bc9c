import { splitLine, type Argv } from '@keyspace/redis-lang'
import { Problem } from './problem.ts'

/**
 * Command lines as arguments.
 * @throws {Problem} 400 `bad-seed` that names the first line (counted from 1) that is not a command.
 */
export function readSeed(lines: readonly string[]): Argv[] {
  return lines.map((line, index) => {
    const split = splitLine(line)
    if (!split.ok) {
      const [problem] = split.problems
      throw new Problem(400, {
        code: 'bad-seed',
        message: `Line ${index + 1} of the seed is not a command. ${problem?.message ?? ''}`.trim(),
        ...(problem === undefined ? {} : { span: problem.span }),
      })
    }
    if (split.args.length === 0) {
      throw new Problem(400, {
        code: 'bad-seed',
        message: `Line ${index + 1} of the seed is empty.`,
        hint: 'Leave empty lines out.',
      })
    }
    return split.args
  })
}
