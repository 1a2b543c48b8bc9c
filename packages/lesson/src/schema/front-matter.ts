import { z } from 'zod'
import { gradingSchema } from './grading.ts'
import { strict } from './strict.ts'

const line = z.string().min(1)

/** What may stand between the `---` at the top of a lesson; all of it optional. */
export const frontMatterSchema = strict({
  id: line.optional().describe('The folder’s name; it may be left out.'),
  title: line.optional().describe('Else the text of the first heading.'),
  summary: line.optional().describe('One sentence for the map of the course.'),
  minutes: z.int().min(1).max(600).optional().describe('How long it takes.'),
  difficulty: z
    .enum(['basic', 'intermediate', 'advanced'])
    .optional()
    .describe('Shown above the text.'),
  concepts: z.array(line).default([]).describe('What it teaches, such as `ttl`.'),
  prerequisites: z.array(line).default([]).describe('Lessons or modules of the course.'),
  needs: z
    .literal('dedicated')
    .optional()
    .describe('It needs CONFIG or persistence; skipped on the embedded engine.'),
  exam: line
    .optional()
    .describe('The exam of the grader that it sets; its solution never reaches the browser.'),
  grading: gradingSchema.optional().describe('Of an exam: what its score is made of.'),
  clients: z
    .array(
      z.string().regex(/^[A-Za-z][\w-]{0,15}$/, {
        error: 'not a name for a terminal\nuse a letter, such as A or B',
      }),
    )
    .min(1)
    .max(3)
    .optional()
    .describe('Names of the terminals; one named A when it is left out.'),
  seed: z
    .union([
      z.array(line),
      z.string().transform((text) => text.split('\n').filter((command) => command.trim() !== '')),
    ])
    .default([])
    .describe('Commands on a fresh sandbox, before the learner starts.'),
  points: z.int().min(0).optional().describe('The sum of the points of its checks.'),
  status: z.enum(['draft', 'ready']).default('ready').describe('A draft is not on the map.'),
  translationOf: z
    .enum(['en', 'ru'])
    .optional()
    .describe('The language it was made from; with `sourceHash`.'),
  sourceHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'not a SHA-256\nwrite 64 hexadecimal digits' })
    .optional()
    .describe('SHA-256 of the original file then; when that changes, the build says so.'),
})

export type FrontMatter = z.infer<typeof frontMatterSchema>
