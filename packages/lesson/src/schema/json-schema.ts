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

/** What a schema reads, as JSON Schema; `choices` are those that take one of several forms. */
export function toJson(
  schema: z.ZodType,
  choices: ReadonlyMap<z.core.$ZodType, readonly z.ZodType[]> = new Map(),
): JsonSchema {
  return z.toJSONSchema(schema, {
    // What an author writes, not what the compiler makes of it.
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const isOne = zodSchema === assertionEntry.in
      const choice = choices.get(zodSchema)
      if (!isOne && zodSchema !== condition && choice === undefined) return
      const forms = (choice ?? Object.values(assertionForms)).map((form) =>
        withoutDialect(toJson(form, choices)),
      )
      const isList = zodSchema === condition
      delete jsonSchema.type
      delete jsonSchema.items
      delete jsonSchema.minItems
      delete jsonSchema.properties
      delete jsonSchema.additionalProperties
      jsonSchema.anyOf = isList ? [...forms, { type: 'array', items: { anyOf: forms } }] : forms
    },
  })
}

function withoutDialect(schema: JsonSchema): JsonSchema {
  const bare = { ...schema }
  delete bare.$schema
  return bare
}
