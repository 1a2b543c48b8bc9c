import type { Assertion } from '../schema/assertion.ts'
import type { Check } from '../schema/check.ts'
import { commandsLike } from './command-match.ts'
import type { Evidence } from './evidence.ts'

type Mistake = Check['mistakes'][number]

/**
 * The first mistake that holds. One that speaks of nothing but commands stays true for ever, so of those the
 * learner is told the one that they made last.
 */
export function shownMistake(
  mistakes: readonly Mistake[],
  holds: (one: Assertion) => boolean,
  evidence: Evidence,
): Mistake | undefined {
  const shown = mistakes.filter(({ when }) => when.every(holds))
  const [first] = shown
  if (first === undefined || !isOfCommands(first)) return first
  return shown
    .filter(isOfCommands)
    .map((mistake) => ({ mistake, at: madeAt(mistake, evidence) }))
    .reduce((latest, one) => (one.at > latest.at ? one : latest)).mistake
}

function isOfCommands({ when }: Mistake): boolean {
  return when.every(({ kind }) => kind === 'used' || kind === 'reply' || kind === 'forbidden')
}

/** The place of its last command among all that were answered. */
function madeAt({ when }: Mistake, evidence: Evidence): number {
  const places = when.map((one) => {
    if (one.kind !== 'used' && one.kind !== 'reply') return -1
    const patterns = one.kind === 'reply' ? one.commands : [one.command]
    const last = commandsLike(patterns, evidence, one.kind === 'reply').at(-1)
    return last === undefined ? -1 : evidence.commands.lastIndexOf(last)
  })
  return Math.max(...places)
}
