/** From when the sandbox accepted a command until its answer; milliseconds since 1970. */
export interface Interval {
  readonly startMs: number
  readonly endMs: number
}

export interface AtomicVerdict {
  /** Commands that were answered before the script can have begun. */
  readonly before: number
  /** Commands that came while the script ran and got their answer only when it had ended. */
  readonly waited: number
  readonly after: number
  /** Commands that certainly began and ended while the script ran. Redis lets none. */
  readonly gotIn: number
  /** Commands that Redis turned away with BUSY while the script ran, without running them. */
  readonly refused: number
  /** The longest that one of those who waited had to wait, in milliseconds. */
  readonly longestWaitMs: number
}

/**
 * Whether a command got in while a script ran. Redis says for how long the script ran (`execMs`, of
 * INFO commandstats), the sandbox when it was accepted and answered: so the script ran for certain
 * from the latest moment at which it can have begun to the earliest at which it can have ended. A
 * command that came and was answered within that time would have got in, unless the answer was BUSY:
 * then Redis did not run it.
 */
export function judgeAtomicity(
  script: Interval,
  execMs: number,
  others: readonly (Interval & { readonly isRefused?: boolean })[],
): AtomicVerdict {
  const latestStart = Math.max(script.startMs, script.endMs - execMs)
  const earliestEnd = Math.min(script.endMs, script.startMs + execMs)
  const verdict = { before: 0, waited: 0, after: 0, gotIn: 0, refused: 0, longestWaitMs: 0 }
  for (const { startMs, endMs, isRefused = false } of others) {
    if (isRefused) verdict.refused += 1
    else if (startMs >= latestStart && endMs <= earliestEnd) verdict.gotIn += 1
    else if (startMs >= script.endMs) verdict.after += 1
    else if (endMs >= earliestEnd) {
      verdict.waited += 1
      verdict.longestWaitMs = Math.max(verdict.longestWaitMs, endMs - startMs)
    } else verdict.before += 1
  }
  return verdict
}
