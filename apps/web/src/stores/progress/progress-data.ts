/** A value with the moment it was set (ISO 8601, UTC), so that of two machines the later one wins. */
export interface Dated<T> {
  readonly value: T
  readonly at: string
}

/** The best way through a quiz so far. */
export interface QuizResult {
  readonly right: number
  readonly total: number
  /** When it was finished (ISO 8601, UTC). */
  readonly at: string
}

/** What a learner has done in one lesson. */
export interface LessonProgress {
  /** Check id → when it held for the first time (ISO 8601, UTC). */
  readonly steps: Readonly<Record<string, string>>
  /** Check list item id → ticked or not. */
  readonly ticks: Readonly<Record<string, Dated<boolean>>>
  /** `<fill id>.<number of the blank>` → what stands in it. */
  readonly blanks: Readonly<Record<string, Dated<string>>>
  /** Check id → how many hints are open. */
  readonly hints: Readonly<Record<string, number>>
  /** Quiz id → the best result; files from before there were quizzes have none. */
  readonly quizzes: Readonly<Record<string, QuizResult>>
  /** When the lesson was last open (ISO 8601, UTC). */
  readonly visitedAt: string | null
  /** When the learner finished it for the first time (ISO 8601, UTC). */
  readonly doneAt: string | null
}

/** Everything that is kept, as it stands in the browser and in the exported file. */
export interface ProgressData {
  readonly app: 'keyspace'
  readonly version: 1
  readonly lessons: Readonly<Record<string, LessonProgress>>
}

export const EMPTY_LESSON: LessonProgress = {
  steps: {},
  ticks: {},
  blanks: {},
  hints: {},
  quizzes: {},
  visitedAt: null,
  doneAt: null,
}

export const EMPTY_PROGRESS: ProgressData = { app: 'keyspace', version: 1, lessons: {} }
