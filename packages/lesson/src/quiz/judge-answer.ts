import type { Question, QuestionOption } from '../ast.ts'
import { plainAnswer } from './plain-answer.ts'

/** What a learner answers: options by their place in the author's order, or a text. */
export type Answer =
  | { readonly kind: 'picked'; readonly options: readonly number[] }
  | { readonly kind: 'ordered'; readonly options: readonly number[] }
  | { readonly kind: 'typed'; readonly text: string }

export interface AnswerVerdict {
  readonly isRight: boolean
  /** For each option of the author's order: whether the learner had it right. */
  readonly options: readonly OptionVerdict[]
  /** The option that a typed answer fits; undefined when nobody foresaw it. */
  readonly matched?: number
}

interface OptionVerdict {
  readonly wasPicked: boolean
  /** It was picked and is right, or left out and is wrong; in an order: it stands in its place. */
  readonly isRight: boolean
}

/** Judges one answer. Pure: the same in the browser and on the command line. */
export function judgeAnswer({ options }: Question, answer: Answer): AnswerVerdict {
  switch (answer.kind) {
    case 'picked':
      return judgePicked(options, new Set(answer.options))
    case 'ordered':
      return judgeOrdered(options, answer.options)
    case 'typed':
      return judgeTyped(options, answer.text)
  }
}

function judgePicked(
  options: readonly QuestionOption[],
  picked: ReadonlySet<number>,
): AnswerVerdict {
  const verdicts = options.map(({ isRight }, index) => {
    const wasPicked = picked.has(index)
    return { wasPicked, isRight: wasPicked === isRight }
  })
  return { isRight: verdicts.every(({ isRight }) => isRight), options: verdicts }
}

function judgeOrdered(options: readonly QuestionOption[], order: readonly number[]): AnswerVerdict {
  const verdicts = options.map((_, index) => ({ wasPicked: true, isRight: order[index] === index }))
  const isWhole = order.length === options.length
  return { isRight: isWhole && verdicts.every(({ isRight }) => isRight), options: verdicts }
}

function judgeTyped(options: readonly QuestionOption[], text: string): AnswerVerdict {
  const typed = plainAnswer(text)
  const matched = options.findIndex((option) => plainAnswer(option.text) === typed)
  const verdicts = options.map(({ isRight }, index) => ({ wasPicked: index === matched, isRight }))
  return {
    isRight: options[matched]?.isRight === true,
    options: verdicts,
    ...(matched === -1 ? {} : { matched }),
  }
}
