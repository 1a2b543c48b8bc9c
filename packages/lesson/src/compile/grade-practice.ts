import type { Block, CheckBlock, Section } from '../ast.ts'
import { meantOneOf } from '../did-you-mean.ts'
import type { Compilation } from './compilation.ts'
import { isProgram } from './program-langs.ts'

/** Joins checks and solutions with the practice they speak of, and reports those that miss. */
export function gradePractice(
  sections: readonly Section[],
  compilation: Compilation,
): readonly Section[] {
  const blocks = sections.flatMap((section) => section.blocks.flatMap(withInner))
  const checks = blocks.filter((block) => block.kind === 'check')
  const fills = blocks.flatMap((block) => (block.kind === 'fill' ? [block.id] : []))
  checkTargets(checks, fills, compilation)
  checkOutputs(checks, blocks, compilation)
  checkSolutions([...fills, ...checks.map(({ check }) => check.id)], compilation)
  const graded = new Set(checks.map(({ check }) => check.for))
  const mark = (block: Block): Block =>
    block.kind === 'fill' ? { ...block, isChecked: graded.has(block.id) } : mapInner(block, mark)
  return sections.map((section) => ({ ...section, blocks: section.blocks.map(mark) }))
}

/** A block and all blocks inside it. */
export function withInner(block: Block): readonly Block[] {
  switch (block.kind) {
    case 'spoiler':
    case 'callout':
    case 'quote':
    case 'visualizer':
      return [block, ...block.blocks.flatMap(withInner)]
    case 'tabs':
      return [block, ...block.tabs.flatMap((tab) => tab.blocks.flatMap(withInner))]
    case 'list':
      return [block, ...block.items.flatMap((item) => item.blocks.flatMap(withInner))]
    default:
      return [block]
  }
}

/** The block with each block right inside it changed. */
export function mapInner(block: Block, change: (inner: Block) => Block): Block {
  switch (block.kind) {
    case 'spoiler':
    case 'callout':
    case 'quote':
    case 'visualizer':
      return { ...block, blocks: block.blocks.map(change) }
    case 'tabs':
      return {
        ...block,
        tabs: block.tabs.map((tab) => ({ ...tab, blocks: tab.blocks.map(change) })),
      }
    case 'list':
      return { ...block, items: block.items.map((item) => ({ blocks: item.blocks.map(change) })) }
    default:
      return block
  }
}

function checkTargets(
  checks: readonly CheckBlock[],
  fills: readonly string[],
  compilation: Compilation,
): void {
  for (const { check, span } of checks) {
    if (check.for === undefined || fills.includes(check.for)) continue
    compilation.error({
      code: 'check-for',
      message: `no practice has the id \`${check.for}\``,
      hint:
        fills.length === 0
          ? 'give a fill fence this id, or use `id=`'
          : meantOneOf(check.for, fills),
      at: { start: span.start, end: span.start + 1 },
    })
  }
}

/** Only a program prints something. */
function checkOutputs(
  checks: readonly CheckBlock[],
  blocks: readonly Block[],
  compilation: Compilation,
): void {
  const programs = blocks.flatMap((block) =>
    block.kind === 'fill' && isProgram(block.lang) ? [block.id] : [],
  )
  for (const { check, span } of checks) {
    const asserted = [...check.assert, ...check.mistakes.flatMap(({ when }) => when)]
    if (asserted.every(({ kind }) => kind !== 'output')) continue
    if (check.for !== undefined && programs.includes(check.for)) continue
    compilation.error({
      code: 'check-output',
      message: `the check \`${check.id}\` asserts \`output\`, and it grades no program`,
      hint: 'say `for=` the id of a `ts fill` practice, or assert keys and commands',
      at: { start: span.start, end: span.start + 1 },
    })
  }
}

function checkSolutions(ids: readonly string[], compilation: Compilation): void {
  for (const solution of compilation.solutions) {
    if (ids.includes(solution.for)) continue
    compilation.error({
      code: 'solution-for',
      message: `nothing has the id \`${solution.for}\``,
      hint: ids.length === 0 ? 'add a check with this id' : meantOneOf(solution.for, ids),
      at: { start: solution.span.start, end: solution.span.start + 1 },
    })
  }
}
