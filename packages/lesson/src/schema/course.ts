import { z } from 'zod'
import { strict } from './strict.ts'
import type { VisualizerName } from './visualizer.ts'

const bothLanguages = strict({ en: z.string().min(1), ru: z.string().min(1) })
const id = z.string().regex(/^[A-Za-z][\w-]*$/, {
  error: 'not an id\nuse Latin letters, digits and hyphens',
})

const visualizerNames: Readonly<Record<VisualizerName, VisualizerName>> = {
  'ttl-bomb': 'ttl-bomb',
  'counter-race': 'counter-race',
  'pipeline-racer': 'pipeline-racer',
  eviction: 'eviction',
  'lua-sandbox': 'lua-sandbox',
}

/** `lessons/course.yaml`: parts, modules and lessons in the order of the course. */
export const courseSchema = strict({
  title: bothLanguages,
  questions: strict({
    min: z.int().min(0),
    max: z.int().min(1),
    predictions: z
      .int()
      .min(0)
      .default(0)
      .describe('How many of them at least are of kind predict.'),
  })
    .optional()
    .describe('What a published module has in its quizzes, in each language; `check` counts.'),
  parts: z
    .array(
      strict({
        id,
        title: bothLanguages,
        summary: bothLanguages,
        modules: z.array(
          strict({
            id,
            title: bothLanguages,
            summary: bothLanguages,
            lessons: z
              .array(id)
              .default([])
              .describe('Folders below the part’s; none in a planned module.'),
            labs: z
              .array(z.enum(visualizerNames))
              .default([])
              .describe('Visualizers with a page of their own.'),
          }),
        ),
      }),
    )
    .min(1),
})

export type CourseYaml = z.infer<typeof courseSchema>
