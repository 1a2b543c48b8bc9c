import { defineStore } from 'pinia'
import { onScopeDispose, ref, shallowRef } from 'vue'
import { betterResult, lessonProgress, mergeProgress } from './progress/merge-progress.ts'
import { EMPTY_PROGRESS, type LessonProgress, type ProgressData } from './progress/progress-data.ts'
import { readProgress, type ReadProgress } from './progress/read-progress.ts'

const STORAGE_KEY = 'keyspace.progress'

/** What cannot be read is put aside under this key, never overwritten. */
const UNREADABLE_KEY = 'keyspace.progress.unreadable'

function readStored(): ProgressData {
  const text = localStorage.getItem(STORAGE_KEY)
  if (text === null) return EMPTY_PROGRESS
  const read = readProgress(text)
  if (read.ok) return read.data
  localStorage.setItem(UNREADABLE_KEY, text)
  return EMPTY_PROGRESS
}

function stored(): ProgressData {
  try {
    return readStored()
  } catch {
    return EMPTY_PROGRESS
  }
}

function now(): string {
  return new Date().toISOString()
}

/**
 * The learner's progress: kept in this browser, the same in all its tabs, merged with what other
 * tabs and imported files bring, never replaced by it.
 */
export const useProgress = defineStore('progress', () => {
  const data = shallowRef(stored())
  /** False when the browser refuses to keep it (storage closed or full). */
  const isKept = ref(true)

  function save(next: ProgressData): void {
    data.value = mergeProgress(stored(), next)
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify(data.value))
      isKept.value = true
    } catch {
      isKept.value = false
    }
  }

  function change(slug: string, update: (lesson: LessonProgress) => Partial<LessonProgress>): void {
    const before = lessonProgress(data.value, slug)
    const lessons = { ...data.value.lessons, [slug]: { ...before, ...update(before) } }
    save({ ...data.value, lessons })
  }

  function fromOtherTab(event: StorageEvent): void {
    if (event.key === STORAGE_KEY) data.value = mergeProgress(data.value, stored())
  }
  window.addEventListener('storage', fromOtherTab)
  onScopeDispose(() => window.removeEventListener('storage', fromOtherTab))

  return {
    data,
    isKept,
    lesson: (slug: string): LessonProgress => lessonProgress(data.value, slug),
    visit: (slug: string) => change(slug, () => ({ visitedAt: now() })),
    finishLesson: (slug: string) => change(slug, ({ doneAt }) => ({ doneAt: doneAt ?? now() })),
    finishStep(slug: string, step: string) {
      if (Object.hasOwn(lessonProgress(data.value, slug).steps, step)) return
      change(slug, ({ steps }) => ({ steps: { ...steps, [step]: now() } }))
    },
    setTick: (slug: string, item: string, value: boolean) =>
      change(slug, ({ ticks }) => ({ ticks: { ...ticks, [item]: { value, at: now() } } })),
    setBlank: (slug: string, blank: string, value: string) =>
      change(slug, ({ blanks }) => ({ blanks: { ...blanks, [blank]: { value, at: now() } } })),
    openHints: (slug: string, step: string, count: number) =>
      change(slug, ({ hints }) => ({ hints: { ...hints, [step]: count } })),
    /** Keeps the result when it is better than the one before. */
    finishQuiz: (slug: string, quiz: string, score: { right: number; total: number }) =>
      change(slug, ({ quizzes }) => {
        const result = { right: score.right, total: score.total, at: now() }
        const before = Object.hasOwn(quizzes, quiz) ? quizzes[quiz] : undefined
        const best = before === undefined ? result : betterResult(before, result)
        return { quizzes: { ...quizzes, [quiz]: best } }
      }),
    /** The text of the file that takes everything to another machine. */
    exportText: (): string => `${JSON.stringify(data.value, null, 2)}\n`,
    /** Merges a file's text in, or says what is wrong with it and changes nothing. */
    importText(text: string): ReadProgress {
      const read = readProgress(text)
      if (read.ok) save(mergeProgress(data.value, read.data))
      return read
    },
  }
})
