import {
  EMPTY_LESSON,
  type Dated,
  type LessonProgress,
  type ProgressData,
  type QuizResult,
} from './progress-data.ts'

type Table<T> = Readonly<Record<string, T>>

function mergeTables<T>(left: Table<T>, right: Table<T>, pick: (a: T, b: T) => T): Table<T> {
  const merged = new Map(Object.entries(left))
  for (const [key, value] of Object.entries(right)) {
    const other = merged.get(key)
    merged.set(key, other === undefined ? value : pick(other, value))
  }
  return Object.fromEntries(merged)
}

const earlier = (a: string, b: string): string => (a <= b ? a : b)
const later = (a: string, b: string): string => (a >= b ? a : b)

function orNull(a: string | null, b: string | null, pick: typeof earlier): string | null {
  if (a === null || b === null) return a ?? b
  return pick(a, b)
}

/** The later one; of the same moment the one whose value sorts last, so that the order of merging does not matter. */
function latest<T extends boolean | string>(a: Dated<T>, b: Dated<T>): Dated<T> {
  if (a.at !== b.at) return a.at > b.at ? a : b
  return a.value >= b.value ? a : b
}

/** The better share of right answers; of equal ones the longer quiz, then the earlier. */
export function betterResult(a: QuizResult, b: QuizResult): QuizResult {
  const byShare = b.right * a.total - a.right * b.total
  const order = byShare || b.total - a.total || b.right - a.right
  if (order !== 0) return order < 0 ? a : b
  return a.at <= b.at ? a : b
}

function mergeLesson(a: LessonProgress, b: LessonProgress): LessonProgress {
  return {
    steps: mergeTables(a.steps, b.steps, earlier),
    ticks: mergeTables(a.ticks, b.ticks, latest),
    blanks: mergeTables(a.blanks, b.blanks, latest),
    hints: mergeTables(a.hints, b.hints, Math.max),
    quizzes: mergeTables(a.quizzes, b.quizzes, betterResult),
    visitedAt: orNull(a.visitedAt, b.visitedAt, later),
    doneAt: orNull(a.doneAt, b.doneAt, earlier),
  }
}

/**
 * Both progresses in one: what was done anywhere is done, of two texts the later one stays. The
 * order of merging does not matter, and merging twice changes nothing.
 */
export function mergeProgress(a: ProgressData, b: ProgressData): ProgressData {
  return { ...a, lessons: mergeTables(a.lessons, b.lessons, mergeLesson) }
}

export function lessonProgress(data: ProgressData, slug: string): LessonProgress {
  return (Object.hasOwn(data.lessons, slug) ? data.lessons[slug] : undefined) ?? EMPTY_LESSON
}
