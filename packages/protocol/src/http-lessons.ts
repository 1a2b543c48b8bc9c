import * as z from 'zod/mini'

export const lang = z.enum(['en', 'ru'])
export type Lang = z.infer<typeof lang>

/** One line of the course map. */
export const lessonSummary = z.object({
  slug: z.string(),
  lang,
  title: z.string(),
  summary: z.optional(z.string()),
  minutes: z.optional(z.int()),
  module: z.string(),
  steps: z.int(),
})
export type LessonSummary = z.infer<typeof lessonSummary>
