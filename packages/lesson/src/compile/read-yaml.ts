import type { Span } from '@keyspace/redis-lang'
import { isMap, isNode, isPair, isScalar, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import type { Finding } from './compilation.ts'
import { parsePlain } from './plain-yaml.ts'
import { remember } from './remember.ts'
import { splitMessage } from '../schema/strict.ts'

/** A piece of YAML inside a file. */
export interface YamlSource {
  readonly text: string
  /** From an offset in `text` to one in the file. */
  readonly toFile: (offset: number) => number
  /** What to call it in a problem's code, such as `check`. */
  readonly name: string
}

/** YAML by its schema; problems stand at the key or value that is wrong. */
export function readYaml<Schema extends z.ZodType>(
  yaml: YamlSource,
  schema: Schema,
  report: (finding: Finding) => void,
): z.infer<Schema> | undefined {
  return yamlReader(schema)(yaml, report)
}

type Plain<Data> = { readonly ok: true; readonly data: Data } | { readonly ok: false }

/** A reader for many pieces of one kind, which remembers what it has read. */
export function yamlReader<Schema extends z.ZodType>(
  schema: Schema,
): (yaml: YamlSource, report: (finding: Finding) => void) => z.infer<Schema> | undefined {
  const readPlain = remember((text): Plain<z.infer<Schema>> => {
    const plain = parsePlain(text)
    const parsed = plain === undefined ? undefined : schema.safeParse(plain.value)
    return parsed?.success === true ? { ok: true, data: parsed.data } : { ok: false }
  })
  return (yaml, report) => {
    const plain = readPlain(yaml.text)
    return plain.ok ? plain.data : readWithPlaces(yaml, schema, report)
  }
}

/** The slow way, which tells where in the text what is wrong. */
function readWithPlaces<Schema extends z.ZodType>(
  yaml: YamlSource,
  schema: Schema,
  report: (finding: Finding) => void,
): z.infer<Schema> | undefined {
  const document = parseDocument(yaml.text, { prettyErrors: false })
  for (const { message, pos } of [...document.errors, ...document.warnings]) {
    report({
      code: `${yaml.name}-yaml`,
      message: `not valid YAML: ${message.split('\n')[0] ?? ''}`,
      hint: 'mind the indentation, and put text with `: ` or `#` in quotes',
      at: fileSpan(yaml, [pos[0], Math.max(pos[0] + 1, pos[1])]),
    })
  }
  if (document.errors.length > 0) return undefined
  const parsed = schema.safeParse(toPlain(document))
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) report(toFinding(issue, document, yaml))
  return undefined
}

/** Throws nothing: an alias bomb ends in the parser's own limit and reads as null. */
function toPlain(document: Document): unknown {
  return document.toJS({ maxAliasCount: 100 }) as unknown
}

function toFinding(issue: z.core.$ZodIssue, document: Document, yaml: YamlSource): Finding {
  const path = issue.path.filter((part) => typeof part !== 'symbol')
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const where = unknown === undefined ? path : [...path, unknown]
  const { message, hint } = splitMessage(
    issue.message,
    'see docs/authoring.md for what may stand here',
  )
  const name =
    where.length > 0 && unknown === undefined ? `\`${where.join('.')}\`: ${message}` : message
  return {
    code: unknown === undefined ? `${yaml.name}-value` : `${yaml.name}-unknown-key`,
    message: name,
    hint,
    at: fileSpan(yaml, rangeOf(document, where)),
  }
}

/** The deepest node on the path that is there; the key itself for the last step of a mapping. */
function rangeOf(
  document: Document,
  path: readonly (string | number)[],
): readonly [number, number] {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = document.getIn(path.slice(0, length - 1), true)
    const last = path[length - 1]
    if (isMap(parent)) {
      const pair = parent.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(last),
      )
      if (isPair(pair) && isScalar(pair.key) && pair.key.range)
        return [pair.key.range[0], pair.key.range[1]]
    }
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return [node.range[0], node.range[1]]
  }
  return [0, 1]
}

function fileSpan(yaml: YamlSource, [start, end]: readonly [number, number]): Span {
  return { start: yaml.toFile(start), end: yaml.toFile(Math.max(start, end)) }
}
