import type { Judge } from './finding.ts'
import { globMatch } from './glob-match.ts'
import { cut } from './show.ts'

/** Lines that the learner's program printed, in their order; what it printed besides does not matter. */
export const judgeOutput: Judge<'output'> = ({ lines }, { output }, words) => {
  const wanted = 'texts' in lines ? lines.texts : lines.globs
  const fits = 'texts' in lines ? (line: string, text: string) => line === text.trimEnd() : like
  let found = 0
  for (const line of output ?? []) {
    const next = wanted[found]
    if (next !== undefined && fits(line.trimEnd(), next)) found += 1
  }
  const expected = cut(wanted.join(' ⏎ '))
  return {
    passed: output !== undefined && found === wanted.length,
    subject: words.output,
    expected: 'texts' in lines ? expected : words.like(expected),
    actual: actualOf(output, words),
  }
}

function like(line: string, glob: string): boolean {
  return globMatch(glob, line)
}

function actualOf(
  output: readonly string[] | undefined,
  words: { readonly noProgram: string; readonly noOutput: string },
): string {
  if (output === undefined) return words.noProgram
  return output.length === 0 ? words.noOutput : cut(output.join(' ⏎ '))
}
