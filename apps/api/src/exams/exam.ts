import type { Text } from '@keyspace/grader'

/** An exam that submissions can be sent to. */
export interface Exam {
  readonly slug: string
  readonly title: Text
}

export const EXAMS: readonly Exam[] = [
  {
    slug: 'rate-limiter-leaderboard',
    title: { en: 'Rate limiter and leaderboard', ru: 'Rate Limiter и Leaderboard' },
  },
]
