import { z } from 'zod'
import { assertionEntry, assertionForms, condition } from './assertion-yaml.ts'
import { checkSchema } from './check.ts'
import { courseSchema } from './course.ts'
import { frontMatterSchema } from './front-matter.ts'
import { quizSchema } from './quiz.ts'

const SCHEMAS = {
  'front-matter': ['What may stand between the `---` at the top of a lesson', frontMatterSchema],
  check: ['The YAML of a `yaml check` fence', checkSchema],
  quiz: ['The YAML of a `yaml quiz` fence', quizSchema],
  course: ['lessons/course.yaml: the order of the course', courseSchema],
} as const satisfies Record<string, readonly [string, z.ZodType]>

export type LessonSchemaName = keyof typeof SCHEMAS

/** The part of JSON Schema (draft 2020-12) that ours use. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

/** The lesson format as JSON Schemas, for editors; made of what the compiler itself reads with. */
export function lessonSchemas(): ReadonlyMap<LessonSchemaName, JsonSchema> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, [title, schema]]) => {
      const { $schema, ...rest } = toJson(schema)
      // Object.entries forgets which names there are.
      return [name as LessonSchemaName, { ...($schema && { $schema }), title, ...rest }]
    }),
  )
}

/** One form of an assertion by the key that it is known by. */
export function assertionSchemas(): ReadonlyMap<string, JsonSchema> {
  return new Map(Object.entries(assertionForms).map(([name, form]) => [name, toJson(form)]))
}

function toJson(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    // What an author writes, not what the compiler makes of it.
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const isOne = zodSchema === assertionEntry.in
      if (!isOne && zodSchema !== condition) return
      const forms = Object.values(assertionForms).map((form) => withoutDialect(toJson(form)))
      delete jsonSchema.additionalProperties
      delete jsonSchema.properties
      jsonSchema.anyOf = isOne ? forms : [...forms, { type: 'array', items: { anyOf: forms } }]
    },
  })
}

function withoutDialect(schema: JsonSchema): JsonSchema {
  const bare = { ...schema }
  delete bare.$schema
  return bare
}
