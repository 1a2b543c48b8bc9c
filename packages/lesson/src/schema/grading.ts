import { z } from 'zod'
import { strict } from './strict.ts'

const share = z
  .number()
  .min(0, { error: 'a share below 0\nwrite one from 0 to 1, such as 0.1' })
  .max(1, { error: 'a share above 1\nwrite one from 0 to 1, such as 0.1' })
  .optional()

/** How much of the score comes from what the learner's own CI reports; the rest is behaviour. */
export const gradingSchema = strict({
  weights: strict({
    tests: share.describe('The learner’s own tests (JUnit).'),
    coverage: share.describe('Their coverage (lcov or Cobertura).'),
    style: share.describe('Style (ESLint JSON or SARIF).'),
  })
    .refine(({ tests = 0, coverage = 0, style = 0 }) => tests + coverage + style <= 1, {
      error: 'the shares are more than 1 together\nleave behaviour something',
    })
    .describe('Shares of the score, 0 to 1; `--weights` on the command line goes before them.'),
})

export type Grading = z.infer<typeof gradingSchema>
