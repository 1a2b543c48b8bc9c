import type { Dated, LessonProgress, ProgressData, QuizResult } from './progress-data.ts'

/** What is wrong with a progress file; `where` is the path of the field, such as `lessons.r1.steps`. */
export type ProgressProblem =
  | { readonly code: 'not-json' }
  | { readonly code: 'not-progress' }
  | { readonly code: 'newer-version'; readonly version: number }
  | { readonly code: 'bad-field'; readonly where: string }

export type ReadProgress =
  | { readonly ok: true; readonly data: ProgressData }
  | { readonly ok: false; readonly problem: ProgressProblem }

class BadField extends Error {
  readonly where: string

  constructor(where: string) {
    super(where)
    this.where = where
  }
}

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function table<T>(
  value: unknown,
  where: string,
  read: (item: unknown, where: string) => T,
): Readonly<Record<string, T>> {
  if (value === undefined) return {}
  if (!isFields(value)) throw new BadField(where)
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, read(item, `${where}.${key}`)]),
  )
}

function moment(value: unknown, where: string): string {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(time)) throw new BadField(where)
  return new Date(time).toISOString()
}

function momentOrNull(value: unknown, where: string): string | null {
  return value === undefined || value === null ? null : moment(value, where)
}

function count(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new BadField(where)
}

function tick(value: unknown, where: string): Dated<boolean> {
  if (!isFields(value) || typeof value['value'] !== 'boolean') throw new BadField(where)
  return { value: value['value'], at: moment(value['at'], `${where}.at`) }
}

function blank(value: unknown, where: string): Dated<string> {
  if (!isFields(value) || typeof value['value'] !== 'string') throw new BadField(where)
  return { value: value['value'], at: moment(value['at'], `${where}.at`) }
}

function quiz(value: unknown, where: string): QuizResult {
  if (!isFields(value)) throw new BadField(where)
  const right = count(value['right'], `${where}.right`)
  const total = count(value['total'], `${where}.total`)
  if (total === 0 || right > total) throw new BadField(`${where}.right`)
  return { right, total, at: moment(value['at'], `${where}.at`) }
}

function lesson(value: unknown, where: string): LessonProgress {
  if (!isFields(value)) throw new BadField(where)
  return {
    steps: table(value['steps'], `${where}.steps`, moment),
    ticks: table(value['ticks'], `${where}.ticks`, tick),
    blanks: table(value['blanks'], `${where}.blanks`, blank),
    hints: table(value['hints'], `${where}.hints`, count),
    quizzes: table(value['quizzes'], `${where}.quizzes`, quiz),
    visitedAt: momentOrNull(value['visitedAt'], `${where}.visitedAt`),
    doneAt: momentOrNull(value['doneAt'], `${where}.doneAt`),
  }
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** Reads the text of a progress file; says what is wrong instead of throwing. */
export function readProgress(text: string): ReadProgress {
  const value = parseJson(text)
  if (value === undefined) return { ok: false, problem: { code: 'not-json' } }
  if (!isFields(value) || value['app'] !== 'keyspace' || typeof value['version'] !== 'number') {
    return { ok: false, problem: { code: 'not-progress' } }
  }
  if (value['version'] !== 1) {
    return { ok: false, problem: { code: 'newer-version', version: value['version'] } }
  }
  try {
    const lessons = table(value['lessons'], 'lessons', lesson)
    return { ok: true, data: { app: 'keyspace', version: 1, lessons } }
  } catch (cause) {
    if (cause instanceof BadField) {
      return { ok: false, problem: { code: 'bad-field', where: cause.where } }
    }
    throw cause
  }
}
