// Writes the JSON Schemas of the lesson format and the reference in docs/authoring.md from the schemas
// that the compiler reads with.
//   node --conditions=source --import tsx tools/gen-lesson-schemas.ts [--check]
import { taskJsonSchema } from '@keyspace/grader/task-schema'
import { assertionSchemas, lessonSchemas, type JsonSchema } from '@keyspace/lesson/json-schema'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'

const FOLDER = 'packages/lesson/schemas'
const GUIDE = 'docs/authoring.md'
const START = '<!-- reference:start -->'
const END = '<!-- reference:end -->'

type Property = Exclude<JsonSchema, boolean>

/** What a value may be, in words. */
function takes(schema: Property): string {
  if (schema.enum !== undefined)
    return schema.enum.map((value) => `\`${String(value)}\``).join(', ')
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  if (schema.anyOf !== undefined) {
    return [...new Set(schema.anyOf.map((one) => takes(asObject(one))))].join(', or ')
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'array') return 'a list'
  if (type === 'object') {
    const names = Object.keys(schema.properties ?? {})
    return names.length === 0 ? 'a mapping' : `\`{${names.join(', ')}}\``
  }
  if (type === 'integer') return `a whole number${bounds(schema)}`
  if (type === 'boolean') return '`true` or `false`'
  return type === 'number' ? 'a number' : 'text'
}

function bounds({ minimum, maximum }: Property): string {
  const isBounded = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
  if (isBounded) return `, ${minimum ?? 0} to ${maximum}`
  return minimum === undefined || minimum === 0 ? '' : `, at least ${minimum}`
}

function asObject(schema: JsonSchema | boolean): Property {
  if (typeof schema === 'boolean')
    throw new Error('a schema that takes everything was not expected')
  return schema
}

function table(schema: JsonSchema): string {
  const { properties = {}, required = [] } = asObject(schema)
  const rows = Object.entries(properties).map(([name, value]) => {
    const property = asObject(value)
    const key = required.includes(name) ? `**\`${name}\`**` : `\`${name}\``
    return `| ${key} | ${takes(property)} | ${property.description ?? ''} |`
  })
  return ['| key | takes | what it is |', '| --- | --- | --- |', ...rows].join('\n')
}

function reference(): string {
  const schemas = lessonSchemas()
  const of = (name: 'front-matter' | 'check' | 'quiz'): JsonSchema => {
    const schema = schemas.get(name)
    if (schema === undefined) throw new Error(`there is no schema ${name}`)
    return schema
  }
  const question = itemsOf(of('quiz'), 'questions')
  const parts: readonly (readonly [string, JsonSchema])[] = [
    ['Front matter', of('front-matter')],
    ['A check', of('check')],
    ['A mistake of a check', itemsOf(of('check'), 'mistakes')],
    ...[...assertionSchemas()].map(([name, form]) => [`An assertion: \`${name}\``, form] as const),
    ['A quiz', of('quiz')],
    ['A question', question],
    ['An option of a question', itemsOf(question, 'options')],
  ]
  return parts.map(([title, schema]) => `### ${title}\n\n${table(schema)}`).join('\n\n')
}

function itemsOf(schema: JsonSchema, name: string): JsonSchema {
  const { items } = asObject(asObject(schema).properties?.[name] ?? false)
  if (items === undefined || Array.isArray(items)) throw new Error(`${name} is no list of one kind`)
  return asObject(items)
}

function guide(): string {
  const before = readFileSync(GUIDE, 'utf8')
  const [head, rest] = before.split(START)
  const tail = rest?.split(END)[1]
  if (head === undefined || tail === undefined) throw new Error(`${GUIDE} has lost its markers`)
  return `${head}${START}\n\n${reference()}\n\n${END}${tail}`
}

const config = await resolveConfig(GUIDE)
const wanted = new Map<string, string>()
wanted.set(GUIDE, await format(guide(), { ...config, parser: 'markdown' }))
for (const [name, schema] of [...lessonSchemas(), ['task', taskJsonSchema()] as const]) {
  const text = JSON.stringify(schema, undefined, 2)
  wanted.set(`${FOLDER}/${name}.schema.json`, await format(text, { ...config, parser: 'json' }))
}

for (const [file, text] of wanted) {
  const isSame = existsSync(file) && readFileSync(file, 'utf8') === text
  if (isSame) continue
  if (process.argv.includes('--check')) {
    console.error(`${file} is not what the schemas say. Run: pnpm generate`)
    process.exitCode = 1
  } else {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(file, text)
  }
}
