import type { SectionKind } from '../ast.ts'
import type { Compilation } from './compilation.ts'
import type { Outline } from './sections.ts'
import { SECTION_ORDER } from './section-titles.ts'
import { linesSpan } from './source-text.ts'

/** All eight sections are there, in their order. */
export function proveShape({ sections }: Outline, compilation: Compilation): void {
  const kinds = sections.map(({ kind }) => kind)
  const missing = SECTION_ORDER.filter((kind) => !kinds.includes(kind))
  if (missing.length > 0) {
    compilation.doubt({
      code: missing.length === SECTION_ORDER.length ? 'sections-none' : 'section-missing',
      message: `missing: ${missing.join(', ')}`,
      hint: `add a heading for it, such as \`### ${title(missing[0])}\`, or mark one with {#${missing[0] ?? ''}}`,
      at: linesSpan(compilation.source, 0, 1),
    })
  }
  for (const { kind, line } of outOfOrder(sections)) {
    compilation.doubt({
      code: 'section-order',
      message: `the section \`${kind}\` stands in the wrong place`,
      hint: `the order is ${SECTION_ORDER.join(', ')}`,
      at: linesSpan(compilation.source, line, line + 1),
    })
  }
}

interface Place {
  readonly kind: SectionKind
  readonly order: number
  readonly line: number
}

/** The fewest sections that must move: all but the longest run of those that are in order. */
function outOfOrder(sections: Outline['sections']): Place[] {
  const places = sections
    .map(({ kind, heading }) => ({ kind, order: orderOf(kind), line: heading?.lines[0] ?? 0 }))
    .filter(({ order }) => order >= 0)
  const runs: Place[][] = []
  for (const place of places) {
    const before = runs.filter((run) => (run.at(-1)?.order ?? -1) < place.order)
    runs.push([...longest(before), place])
  }
  const kept = longest(runs)
  return places.filter((place) => !kept.includes(place))
}

function longest(runs: readonly Place[][]): Place[] {
  return runs.reduce((best, run) => (run.length > best.length ? run : best), [])
}

function orderOf(kind: SectionKind): number {
  return SECTION_ORDER.findIndex((named) => named === kind)
}

function title(kind: (typeof SECTION_ORDER)[number] | undefined): string {
  const number = orderOf(kind ?? 'context')
  const name = `${(kind ?? 'context').charAt(0).toUpperCase()}${(kind ?? 'context').slice(1)}`
  return number > 0 ? `${number}. ${name}` : name
}
