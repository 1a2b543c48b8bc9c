export interface Waiting {
  readonly id: string
  readonly learner: string
}

/**
 * In which order the waiting are served: everybody's first one before anybody's second one, and among
 * those who came first comes first. Who is being served already has had a turn.
 *
 * @param waiting in the order in which they came
 * @param served the learners of those that are being served, once for each
 */
export function fairOrder(
  waiting: readonly Waiting[],
  served: readonly string[],
): readonly Waiting[] {
  const turns = new Map<string, number>()
  const takeTurn = (learner: string): number => {
    const turn = turns.get(learner) ?? 0
    turns.set(learner, turn + 1)
    return turn
  }
  for (const learner of served) takeTurn(learner)
  return waiting
    .map((one) => ({ one, turn: takeTurn(one.learner) }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ one }) => one)
}
