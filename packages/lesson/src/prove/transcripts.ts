import { renderFor, splitLine, type Reply } from '@keyspace/redis-lang'
import { isAsShown } from '../assert/as-shown.ts'
import type { Lesson, TranscriptBlock, TranscriptStep } from '../ast.ts'
import type { CatalogEntry } from '../catalog/catalog-entry.ts'
import { entryProblem } from '../catalog/entry-problem.ts'
import { withInner } from '../compile/grade-practice.ts'
import type { Problem } from '../problem.ts'
import { checksOf } from './blocks-of.ts'
import type { OpenRunner } from './runner.ts'
import { watchTheory } from './theory.ts'
import { withSeed } from './with-seed.ts'

/**
 * Runs all transcripts from top to bottom on one seeded sandbox, compares what comes back, and sees to it
 * that they do nobody's task.
 */
export async function proveTranscripts(
  entry: CatalogEntry,
  open: OpenRunner,
): Promise<readonly Problem[]> {
  const transcripts = transcriptsOf(entry.lesson)
  if (transcripts.length === 0) return []
  const hasChecks = checksOf(entry.lesson).length > 0
  return withSeed(entry.lesson, open, async (runner) => {
    const problems: Problem[] = []
    const theory = watchTheory(entry, await runner.evidence())
    for (const { block, isSolution } of transcripts) {
      for (const step of block.steps) {
        const problem = compare(entry, step, await runner.run(block.client, step.line))
        if (problem !== undefined) problems.push(problem)
      }
      if (hasChecks && !isSolution) theory.look(block, await runner.evidence())
    }
    return [...problems, ...theory.problems()]
  })
}

interface RunTranscript {
  readonly block: TranscriptBlock
  readonly isSolution: boolean
}

function transcriptsOf({ sections }: Lesson): readonly RunTranscript[] {
  return sections.flatMap(({ kind, blocks }) =>
    blocks
      .flatMap(withInner)
      .filter((block) => block.kind === 'transcript')
      .filter(({ isStatic }) => !isStatic)
      .map((block) => ({ block, isSolution: kind === 'solution' })),
  )
}

function compare(entry: CatalogEntry, step: TranscriptStep, reply: Reply): Problem | undefined {
  const split = splitLine(step.line)
  const printed = renderFor(split.ok ? split.args : [], reply)
  const isUnexpectedError = reply.kind === 'error' && !step.isError
  if (!isUnexpectedError && isAsShown(step, printed)) return undefined
  return entryProblem(entry, step.span, {
    code: 'transcript-reply',
    severity: 'error',
    message: `\`${step.line}\` answers ${inOneLine(printed)}, and the lesson shows ${inOneLine(step.expected)}`,
    hint: 'mend the command or the reply under it; a reply that differs each time needs `volatile`',
  })
}

function inOneLine(text: string): string {
  return text === '' ? 'nothing' : `\`${text.replaceAll('\n', ' ⏎ ')}\``
}
