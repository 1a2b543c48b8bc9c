import type { Question, QuizBlock } from '@keyspace/lesson/ast'
import {
  judgeAnswer,
  scoreQuiz,
  type Answer,
  type AnswerVerdict,
  type QuizScore,
} from '@keyspace/lesson/quiz'
import { computed, ref, shallowReactive, type ComputedRef } from 'vue'
import { useProgress } from '../../stores/progress.ts'

export interface QuizRun {
  /** Undefined when all are answered. */
  readonly question: ComputedRef<Question | undefined>
  /** From 1. */
  readonly number: ComputedRef<number>
  /** Of the question that is shown, once it is answered. */
  readonly verdict: ComputedRef<AnswerVerdict | null>
  readonly score: ComputedRef<QuizScore>
  readonly missed: ComputedRef<readonly Question[]>
  readonly answer: (answer: Answer) => void
  readonly next: () => void
  readonly restart: () => void
}

/** One way through a quiz, question by question; the result is kept when the last one is answered. */
export function useQuiz(slug: string, quiz: QuizBlock): QuizRun {
  const progress = useProgress()
  const place = ref(0)
  const verdicts = shallowReactive(new Map<string, AnswerVerdict>())
  const question = computed(() => quiz.questions[place.value])
  const score = computed(() => {
    const right = [...verdicts.values()].filter(({ isRight }) => isRight).length
    return scoreQuiz(right, quiz.questions.length)
  })
  return {
    question,
    number: computed(() => place.value + 1),
    verdict: computed(() => verdicts.get(question.value?.id ?? '') ?? null),
    score,
    missed: computed(() => quiz.questions.filter(({ id }) => !verdicts.get(id)?.isRight)),
    answer(given) {
      if (question.value === undefined || verdicts.has(question.value.id)) return
      verdicts.set(question.value.id, judgeAnswer(question.value, given))
      if (verdicts.size < quiz.questions.length) return
      progress.finishQuiz(slug, quiz.id, score.value)
    },
    next: () => {
      place.value += 1
    },
    restart() {
      verdicts.clear()
      place.value = 0
    },
  }
}
