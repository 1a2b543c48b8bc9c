import type { Lesson } from '@keyspace/lesson/ast'
import { judge, type Verdict } from '@keyspace/lesson/assert'
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useProgress } from '../../stores/progress.ts'
import { useSandbox } from '../../stores/sandbox.ts'
import { lessonChecks } from './lesson-blocks.ts'
import { useLessonMessages } from './messages.ts'

interface Feedback {
  readonly kind: 'not-yet' | 'mistake'
  readonly text: string
}

/** A step as the page shows it. */
export interface StepView {
  readonly id: string
  /** From 1, in the order of the text. */
  readonly number: number
  readonly title: string
  readonly anchor: string
  readonly isDone: boolean
  /** What is missing, in sentences; empty as long as nothing was tried. */
  readonly feedback: readonly Feedback[]
}

export interface Steps {
  /** The steps that the learner sees. */
  readonly steps: ComputedRef<readonly StepView[]>
  /** The last tick as a sentence, for those who hear the page. */
  readonly announcement: Ref<string>
}

/** The first thing that is missing, and the mistake that explains it: one sentence to act on at a time. */
function feedbackOf({ mistake, results }: Verdict): readonly Feedback[] {
  const missing = results
    .filter(({ passed }) => !passed)
    .slice(0, 1)
    .map(({ say }): Feedback => ({ kind: 'not-yet', text: say }))
  return mistake === undefined ? missing : [{ kind: 'mistake', text: mistake }, ...missing]
}

/**
 * Judges every step of the lesson whenever a key or a command changes. A step that held once stays
 * done, in this browser and in the exported progress.
 */
export function useSteps(lesson: () => Lesson): Steps {
  const t = useLessonMessages()
  const progress = useProgress()
  const sandbox = useSandbox()
  const announcement = ref('')

  const checks = computed(() => lessonChecks(lesson()).map(({ check }) => check))
  const verdicts = computed(
    () =>
      new Map(
        checks.value.map((check) => [check.id, judge(check, sandbox.evidence, lesson().lang)]),
      ),
  )
  const steps = computed(() => {
    const done = progress.lesson(lesson().slug).steps
    const hasTried = sandbox.evidence.commands.length > 0
    return checks.value
      .filter(({ hidden }) => !hidden)
      .map((check, index): StepView => {
        const verdict = verdicts.value.get(check.id)
        return {
          id: check.id,
          number: index + 1,
          title: check.title ?? '',
          anchor: `step-${check.id}`,
          isDone: Object.hasOwn(done, check.id),
          feedback: hasTried && verdict ? feedbackOf(verdict) : [],
        }
      })
  })

  watch(
    verdicts,
    (now) => {
      for (const [id, verdict] of now) {
        if (!verdict.passed || steps.value.find((step) => step.id === id)?.isDone) continue
        progress.finishStep(lesson().slug, id)
        const ticked = steps.value.find((step) => step.id === id)
        if (ticked) announcement.value = t.value.stepTicked(ticked.number)
      }
    },
    { immediate: true },
  )
  return { steps, announcement }
}
