import * as z from 'zod/mini'

const text = z.object({ en: z.string(), ru: z.string() })

/** The task of a lesson in the list of `GET /api/tasks`. */
export const taskSummary = z.object({
  id: z.string(),
  /** A server, a script of Redis, or a file that exports a function. */
  kind: z.enum(['http', 'lua', 'typescript']),
  title: text,
  /** The lesson that it stands beside. */
  lesson: z.nullable(z.object({ slug: z.string(), title: text })),
})
export type TaskSummary = z.infer<typeof taskSummary>

/** Body of `GET /api/tasks/:id`: what one must know to solve it, and nothing of a solution. */
export const taskView = z.extend(taskSummary, {
  say: text,
  /** What the box begins with in which a learner tries it: requests, commands, or calls, a line each. */
  try: z.string(),
  /** What the editor begins with; empty where the author gave nothing. */
  template: text,
  /** Points of 100 that pass. */
  passMark: z.int(),
  checks: z.array(z.object({ id: z.string(), title: text, points: z.int() })),
})
export type TaskView = z.infer<typeof taskView>
