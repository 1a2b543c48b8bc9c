import { z } from 'zod'
import { strict } from './strict.ts'

const sentence = z.string().min(1)
const both = strict({ en: sentence, ru: sentence })

/** `lessons/glossary.yaml`: the words of the course, in the order in which they are written. */
export const glossarySchema = z.array(
  strict({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/, {
      error: 'not an id\nuse small Latin letters, digits and hyphens, a letter first',
    }),
    term: both,
    /** Markdown, a sentence or two. */
    text: both,
    /** Where the course explains it: a lesson's slug, and a heading in it behind `#`. */
    see: z.array(sentence).default([]),
    /** A word of everyday language, such as “set”: linked in the lesson that teaches it alone. */
    everyday: z.literal(true).optional(),
    /** Other words for it, by which a lesson may name it. */
    also: strict({
      en: z.array(sentence).default([]),
      ru: z.array(sentence).default([]),
    }).optional(),
  }),
)

export type GlossaryYaml = z.infer<typeof glossarySchema>
