import { judge } from '../assert/judge.ts'
import type { Evidence } from '../assert/evidence.ts'
import type { CheckBlock, TranscriptBlock } from '../ast.ts'
import type { CatalogEntry } from '../catalog/catalog-entry.ts'
import { entryProblem } from '../catalog/entry-problem.ts'
import type { Problem } from '../problem.ts'
import { checksOf } from './blocks-of.ts'

/** Looks at what a learner would have shown by running what the lesson runs for them. */
export interface TheoryWatch {
  /** To be called after each transcript. */
  readonly look: (transcript: TranscriptBlock, evidence: Evidence) => void
  /** Each once. */
  readonly problems: () => readonly Problem[]
}

/**
 * Who runs the examples and no more has done no task: no step is ticked by it, and nobody is told of a
 * mistake that they did not make. A check that holds on the seed alone, which `atFirst` shows, has a problem of
 * its own.
 */
export function watchTheory(entry: CatalogEntry, atFirst: Evidence): TheoryWatch {
  const { lang } = entry.lesson
  const checks = checksOf(entry.lesson).filter(({ check }) => !judge(check, atFirst, lang).passed)
  const found = new Map<string, Problem>()
  return {
    problems: () => [...found.values()],
    look: (transcript, evidence) => {
      for (const block of checks) {
        const { passed, mistake } = judge(block.check, evidence, lang)
        const problem = passed
          ? ticked(entry, block, transcript)
          : mistake === undefined
            ? undefined
            : blamed(entry, block, transcript, mistake)
        if (problem === undefined) continue
        const key = `${problem.code} ${block.check.id} ${mistake ?? ''}`
        if (!found.has(key)) found.set(key, problem)
      }
    },
  }
}

function ticked(entry: CatalogEntry, block: CheckBlock, transcript: TranscriptBlock): Problem {
  return entryProblem(entry, block.span, {
    code: 'check-by-theory',
    severity: 'error',
    message: `the check \`${block.check.id}\` passes when the examples up to ${lineOf(entry, transcript)} are run, without the task`,
    hint: 'give the task another key than the examples, or ask for something they do not do',
  })
}

function blamed(
  entry: CatalogEntry,
  block: CheckBlock,
  transcript: TranscriptBlock,
  mistake: string,
): Problem {
  return entryProblem(entry, block.span, {
    code: 'mistake-by-theory',
    severity: 'error',
    message: `who runs the examples up to ${lineOf(entry, transcript)} is told of a mistake in \`${block.check.id}\`: ${mistake}`,
    hint: 'make its `when` fit the task alone: other keys, or the command with its arguments',
  })
}

function lineOf({ file }: CatalogEntry, { span }: TranscriptBlock): string {
  return `line ${file.text.slice(0, span.start).split('\n').length}`
}
