import { z } from 'zod'
import { strict } from './strict.ts'

const line = z.string().min(1)

/** What may stand between the `---` at the top of a lesson; all of it optional. */
export const frontMatterSchema = strict({
  id: line.optional(),
  title: line.optional(),
  summary: line.optional(),
  minutes: z.int().min(1).max(600).optional(),
  difficulty: z.enum(['basic', 'intermediate', 'advanced']).optional(),
  concepts: z.array(line).default([]),
  prerequisites: z.array(line).default([]),
  needs: z.literal('dedicated').optional(),
  /** The exam of the grader that this lesson sets; its solution never reaches the browser. */
  exam: line.optional(),
  clients: z
    .array(
      z.string().regex(/^[A-Za-z][\w-]{0,15}$/, {
        error: 'not a name for a terminal\nuse a letter, such as A or B',
      }),
    )
    .min(1)
    .max(3)
    .optional(),
  seed: z
    .union([
      z.array(line),
      z.string().transform((text) => text.split('\n').filter((command) => command.trim() !== '')),
    ])
    .default([]),
  points: z.int().min(0).optional(),
  status: z.enum(['draft', 'ready']).default('ready'),
  translationOf: z.enum(['en', 'ru']).optional(),
  sourceHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: 'not a SHA-256\nwrite 64 hexadecimal digits' })
    .optional(),
})

export type FrontMatter = z.infer<typeof frontMatterSchema>
