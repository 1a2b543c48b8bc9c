import { toJson, type JsonSchema } from '@keyspace/lesson/json-schema'
import { taskChoices, taskSchema } from './task-schema.ts'

/** A random value by its name may stand where a number does. */
const placeholder = { type: 'string', pattern: '\\$\\{' } as const

/** `task.yaml` as a JSON Schema, for editors; made of what the grader itself reads with. */
export function taskJsonSchema(): JsonSchema {
  const { $schema, ...rest } = toJson(taskSchema, taskChoices)
  const whole = { ...($schema && { $schema }), title: 'task.yaml: a task that is graded', ...rest }
  return JSON.parse(JSON.stringify(whole), (_key, value: unknown) =>
    isNumber(value) ? { anyOf: [value, placeholder] } : value,
  ) as JsonSchema
}

function isNumber(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false
  return value.type === 'integer' || value.type === 'number'
}
