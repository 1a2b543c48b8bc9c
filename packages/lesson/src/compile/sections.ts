import type { SectionKind } from '../ast.ts'
import type { Compilation } from './compilation.ts'
import { headingOf } from './heading-ids.ts'
import type { Node } from './markdown/tree.ts'
import { readTitle, SECTION_ORDER, type NamedSection } from './section-titles.ts'
import { linesSpan } from './source-text.ts'

/** A section before its blocks are compiled. */
interface RawSection {
  readonly kind: SectionKind
  readonly heading?: Node
  readonly nodes: readonly Node[]
}

export interface Outline {
  readonly title?: Node
  readonly sections: readonly RawSection[]
}

interface Candidate {
  readonly node: Node
  readonly index: number
  readonly level: number
  readonly afterRule: boolean
  readonly explicit?: NamedSection
  readonly number?: number
  readonly kind?: NamedSection
}

/** The eight sections, what stands before them, and what follows a rule behind the last. */
export function findSections(nodes: readonly Node[], compilation: Compilation): Outline {
  const title = nodes.find((node) => levelOf(node) === 1)
  const candidates = findCandidates(nodes, title)
  const starts = acceptStarts(candidates, compilation)
  const body = (from: number, to: number) =>
    trimRules(nodes.slice(from, to).filter((node) => node !== title))
  const first = starts[0]?.index ?? nodes.length
  const behind = appendixStart(nodes, starts.at(-1)?.index)
  const sections: RawSection[] = [{ kind: 'intro', nodes: body(0, first) }]
  for (const [order, start] of starts.entries()) {
    const end = starts[order + 1]?.index ?? behind
    sections.push({ kind: start.kind, heading: start.node, nodes: body(start.index + 1, end) })
  }
  sections.push(...splitAppendix(nodes.slice(behind).filter((node) => node !== title)))
  return {
    ...(title === undefined ? {} : { title }),
    sections: sections.filter(
      (section) => section.heading !== undefined || section.nodes.length > 0,
    ),
  }
}

/** 1 to 6 for a heading, 0 for anything else. */
export function levelOf(node: Node): number {
  return node.type === 'heading' ? Number(node.token.tag.slice(1)) : 0
}

function findCandidates(nodes: readonly Node[], title: Node | undefined): Candidate[] {
  const candidates: Candidate[] = []
  let afterRule = false
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'hr') afterRule = true
    const level = levelOf(node)
    if (node === title || level === 0 || level > 4) continue
    const heading = headingOf(node.token)
    const explicit = SECTION_ORDER.find((kind) => kind === heading.explicit)
    candidates.push({
      ...{ node, index, level, afterRule },
      ...(explicit === undefined ? {} : { explicit }),
      ...(level === 1 ? {} : readTitle(heading.title)),
    })
  }
  return candidates
}

interface Start {
  readonly index: number
  readonly node: Node
  readonly kind: NamedSection
}

function acceptStarts(candidates: readonly Candidate[], compilation: Compilation): Start[] {
  const level =
    candidates.find(({ explicit, kind }) => explicit ?? kind)?.level ?? numberedLevel(candidates)
  const numbersCount = areNumbersOurs(candidates.filter((candidate) => candidate.level === level))
  const starts: Start[] = []
  for (const candidate of candidates) {
    const kind = kindOf(candidate, level, numbersCount)
    if (kind === undefined) continue
    const same = starts.find((start) => start.kind === kind)
    const last = orderOf(starts.at(-1)?.kind)
    if (same !== undefined) {
      if (!candidate.afterRule && candidate.level === level)
        reportTwice(candidate, same, compilation)
      continue
    }
    const isSure = candidate.explicit !== undefined || candidate.number === orderOf(kind)
    if (isSure || !candidate.afterRule || orderOf(kind) > last) {
      starts.push({ index: candidate.index, node: candidate.node, kind })
    }
  }
  return starts
}

function kindOf(
  candidate: Candidate,
  level: number | undefined,
  numbersCount: boolean,
): NamedSection | undefined {
  const { explicit, kind, number } = candidate
  if (explicit !== undefined) return explicit
  if (kind !== undefined) {
    return candidate.level <= (level ?? 0) || number === orderOf(kind) ? kind : undefined
  }
  const isNumbered = numbersCount && candidate.level === level && number !== undefined && number > 0
  return isNumbered ? SECTION_ORDER[number] : undefined
}

function orderOf(kind: NamedSection | undefined): number {
  return kind === undefined ? -1 : SECTION_ORDER.indexOf(kind)
}

/** Numbers name sections where titles bear them out, or where there are just the seven. */
function areNumbersOurs(candidates: readonly Candidate[]): boolean {
  const titled = candidates.filter(({ kind, number }) => kind !== undefined && number !== undefined)
  const fitting = titled.filter(({ kind, number }) => orderOf(kind) === number)
  if (titled.length > 0) return fitting.length >= 2 && fitting.length === titled.length
  return isOneToSeven(candidates)
}

function isOneToSeven(candidates: readonly Candidate[]): boolean {
  const numbers = candidates.flatMap(({ number }) => (number === undefined ? [] : [number]))
  return numbers.join() === '1,2,3,4,5,6,7'
}

function numberedLevel(candidates: readonly Candidate[]): number | undefined {
  return [2, 3, 4].find((level) =>
    isOneToSeven(candidates.filter((candidate) => candidate.level === level)),
  )
}

function reportTwice(candidate: Candidate, same: Start, compilation: Compilation): void {
  compilation.doubt({
    code: 'section-twice',
    message: `a second section \`${same.kind}\`: “${headingOf(candidate.node.token).title}”`,
    hint: `it is shown as a part of the section before it; rename it, or join it with line ${same.node.lines[0] + 1}`,
    at: linesSpan(compilation.source, ...candidate.node.lines),
  })
}

function appendixStart(nodes: readonly Node[], lastSection: number | undefined): number {
  if (lastSection === undefined) return nodes.length
  const rule = nodes.findIndex((node, index) => index > lastSection && node.type === 'hr')
  return rule === -1 ? nodes.length : rule
}

/** Rules at the edge of a section only part it from its neighbours. */
function trimRules(nodes: readonly Node[]): Node[] {
  const isText = (node: Node) => node.type !== 'hr'
  const first = nodes.findIndex(isText)
  return first === -1 ? [] : nodes.slice(first, nodes.findLastIndex(isText) + 1)
}

/** The appendix in parts: one for each heading of level 1 or 2, or that stands behind a rule. */
function splitAppendix(nodes: readonly Node[]): RawSection[] {
  const parts: { heading?: Node; nodes: Node[] }[] = [{ nodes: [] }]
  for (const [index, node] of nodes.entries()) {
    const level = levelOf(node)
    const opens = level > 0 && (level <= 2 || nodes[index - 1]?.type === 'hr')
    if (opens) parts.push({ heading: node, nodes: [] })
    else parts.at(-1)?.nodes.push(node)
  }
  return parts.map((part) => ({ kind: 'appendix', ...part, nodes: trimRules(part.nodes) }))
}
