import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { UsageError } from '../usage.ts'

/** Where a lesson is listed, and the text of `course.yaml` with it. */
export interface Listed {
  readonly module: string
  readonly text: string
}

interface Place {
  readonly part: string
  readonly slug: string
  readonly module?: string | undefined
}

/**
 * Adds a lesson behind the last one of its module. Nothing else in the text changes: comments,
 * order and layout are its author's. Throws {@link UsageError} when it has no such part or module.
 */
export function listLesson(text: string, place: Place): Listed {
  const document = parseDocument(text)
  const part = byId(document.get('parts'), place.part)
  if (part === undefined) throw new UsageError(`The course has no part "${place.part}".`)
  const modules = part.get('modules')
  const known = itemsOf(modules).find((one) => slugsIn(one).includes(place.slug))
  if (known !== undefined) return { module: String(known.get('id')), text }
  const id = place.module ?? moduleFor(place.slug, idsIn(modules))
  const module = id === undefined ? undefined : byId(modules, id)
  if (id === undefined || module === undefined) {
    throw new UsageError(`The part "${place.part}" has no module "${id ?? ''}".`)
  }
  return { module: id, text: insert(text, module, place.slug) }
}

/** `r2-ttl` belongs to R2; what names no module comes into the last one. */
function moduleFor(slug: string, ids: readonly string[]): string | undefined {
  return ids.find((id) => slug.startsWith(`${id.toLowerCase()}-`)) ?? ids.at(-1)
}

function itemsOf(list: unknown): YAMLMap[] {
  return isSeq(list) ? list.items.filter((item) => isMap(item)) : []
}

function idsIn(list: unknown): string[] {
  return itemsOf(list).map((item) => String(item.get('id')))
}

function byId(list: unknown, id: string): YAMLMap | undefined {
  return itemsOf(list).find((item) => item.get('id') === id)
}

function slugsIn(module: YAMLMap): string[] {
  const lessons = module.get('lessons')
  return isSeq(lessons) ? lessons.items.map(String) : []
}

function insert(text: string, module: YAMLMap, slug: string): string {
  const lessons: unknown = module.get('lessons', true)
  if (isSeq(lessons)) return intoList(text, lessons, slug)
  if (module.flow === true) {
    const inside = text.slice(0, endOf(text, module) - 1).trimEnd().length
    return splice(text, inside, `, lessons: [${slug}]`)
  }
  const first = module.items[0]?.key
  const indent = ' '.repeat(isNode(first) ? columnOf(text, startOf(first)) : 0)
  const entry = `${indent}lessons:\n${indent}  - ${slug}`
  // A key without a value is there already.
  if (module.has('lessons')) return intoEmpty(text, module, `${indent}  - ${slug}`)
  return behindLine(text, endOf(text, module), entry)
}

function intoList(text: string, list: YAMLSeq, slug: string): string {
  const last = list.items.at(-1)
  if (list.flow === true) {
    if (!isNode(last)) return splice(text, startOf(list) + 1, slug)
    return splice(text, endOf(text, last), `, ${slug}`)
  }
  if (!isNode(last)) return text
  const start = startOf(last)
  const before = text.slice(start - columnOf(text, start), start)
  return behindLine(text, endOf(text, last), `${before}${slug}`)
}

function intoEmpty(text: string, module: YAMLMap, entry: string): string {
  const key = module.items
    .map((pair) => pair.key)
    .find((one) => isScalar(one) && one.value === 'lessons')
  if (!isNode(key)) return text
  return behindLine(text, endOf(text, key), entry)
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0
}

/** Behind the last sign of a node, without the blank lines and remarks that follow it. */
function endOf(text: string, node: Node): number {
  if (isMap(node) && node.flow !== true) {
    const value = node.items.at(-1)?.value
    if (isNode(value)) return endOf(text, value)
  }
  if (isSeq(node) && node.flow !== true) {
    const item = node.items.at(-1)
    if (isNode(item)) return endOf(text, item)
  }
  return text.slice(0, node.range?.[1] ?? 0).trimEnd().length
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}

function splice(text: string, at: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at)
}

function behindLine(text: string, offset: number, line: string): string {
  const newline = text.indexOf('\n', offset)
  const isCrLf = text.includes('\r\n')
  const added = isCrLf ? line.replaceAll('\n', '\r\n') : line
  if (newline === -1) return `${text}${isCrLf ? '\r\n' : '\n'}${added}`
  return splice(text, newline + 1, `${added}${isCrLf ? '\r\n' : '\n'}`)
}
