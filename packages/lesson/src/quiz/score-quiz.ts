/** Of a hundred; from here on a quiz is passed. */
export const PASS_PERCENT = 80

export interface QuizScore {
  readonly right: number
  readonly total: number
  /** Rounded down, so that a quiz just missed never reads as passed. */
  readonly percent: number
  readonly isPassed: boolean
}

/** What a quiz of so many questions with so many right answers is worth. */
export function scoreQuiz(right: number, total: number): QuizScore {
  const percent = total === 0 ? 0 : Math.floor((100 * right) / total)
  return { right, total, percent, isPassed: total > 0 && percent >= PASS_PERCENT }
}
