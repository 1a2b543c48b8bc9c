import * as z from 'zod/mini'

/** The body of every HTTP error: what went wrong, and what to do. Never a stack, a prefix or a token. */
export const problemBody = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.optional(z.string()),
  span: z.optional(z.object({ start: z.int(), end: z.int() })),
})
export type ProblemBody = z.infer<typeof problemBody>
