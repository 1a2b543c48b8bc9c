import { renderFor, splitLine, type Reply } from '@keyspace/redis-lang'
import { isAsShown } from '../assert/as-shown.ts'
import type { Lesson, TranscriptBlock, TranscriptStep } from '../ast.ts'
import type { CatalogEntry } from '../catalog/catalog-entry.ts'
import { entryProblem } from '../catalog/entry-problem.ts'
import { withInner } from '../compile/grade-practice.ts'
import type { Problem } from '../problem.ts'
import type { OpenRunner } from './runner.ts'
import { withSeed } from './with-seed.ts'

/** Runs all transcripts from top to bottom on one seeded sandbox and compares what comes back. */
export async function proveTranscripts(
  entry: CatalogEntry,
  open: OpenRunner,
): Promise<readonly Problem[]> {
  const blocks = transcriptsOf(entry.lesson).filter(({ isStatic }) => !isStatic)
  if (blocks.length === 0) return []
  return withSeed(entry.lesson, open, async (runner) => {
    const problems: Problem[] = []
    for (const { client, steps } of blocks) {
      for (const step of steps) {
        const problem = compare(entry, step, await runner.run(client, step.line))
        if (problem !== undefined) problems.push(problem)
      }
    }
    return problems
  })
}

function transcriptsOf(lesson: Lesson): TranscriptBlock[] {
  return lesson.sections
    .flatMap((section) => section.blocks.flatMap(withInner))
    .filter((block) => block.kind === 'transcript')
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
