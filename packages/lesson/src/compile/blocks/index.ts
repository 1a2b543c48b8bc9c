import type { Block } from '../../ast.ts'
import type { Compilation } from '../compilation.ts'
import type { Node } from '../markdown/tree.ts'
import type { BlockCompiler, BlockContext } from './block-compiler.ts'
import { compileCallout } from './callout.ts'
import { compileCheck } from './check.ts'
import { compileChecklist } from './checklist.ts'
import { compileCode } from './code.ts'
import { compileFill } from './fill.ts'
import { compileHeading } from './heading.ts'
import { compileList } from './list.ts'
import { compileProse } from './prose.ts'
import { compileQuiz } from './quiz.ts'
import { compileQuote } from './quote.ts'
import { compileSolution } from './solution.ts'
import { compileSpoiler } from './spoiler.ts'
import { compileTabs, gatherTabs } from './tabs.ts'
import { compileTranscript } from './transcript.ts'
import { compileVisualizer } from './visualizer.ts'

/** For each type of node the compilers that may take it: the first that does makes its blocks. */
const COMPILERS: Readonly<Record<string, readonly BlockCompiler[]>> = {
  heading: [compileHeading],
  tabs: [compileTabs],
  fence: [compileTranscript, compileCheck, compileQuiz, compileSolution, compileFill, compileCode],
  code_block: [compileFill, compileCode],
  details: [compileSpoiler],
  directive: [compileVisualizer],
  blockquote: [compileCallout, compileQuote],
  bullet_list: [compileChecklist, compileList],
  ordered_list: [compileChecklist, compileList],
}
const NONE: readonly BlockCompiler[] = []

export function compileBlocks(
  nodes: readonly Node[],
  compilation: Compilation,
  sectionLevel: number,
): readonly Block[] {
  return blocksIn(nodes, { compilation, sectionLevel, isInSpoiler: false })
}

type Surroundings = Omit<BlockContext, 'blocksOf' | 'blockOf'>

function blocksIn(nodes: readonly Node[], surroundings: Surroundings): readonly Block[] {
  const context = contextOf(surroundings)
  return gatherTabs(nodes).flatMap((node) =>
    compileNode(
      node,
      node.type === 'details' ? contextOf({ ...surroundings, isInSpoiler: true }) : context,
    ),
  )
}

function contextOf(surroundings: Surroundings): BlockContext {
  const context: BlockContext = {
    ...surroundings,
    blocksOf: (inner) => blocksIn(inner, surroundings),
    blockOf: (inner) => compileNode(inner, context),
  }
  return context
}

/** Prose takes what nothing else does. */
function compileNode(node: Node, context: BlockContext): readonly Block[] {
  for (const compile of COMPILERS[node.type] ?? NONE) {
    const blocks = compile(node, context)
    if (blocks !== undefined) return blocks
  }
  return compileProse(node, context) ?? []
}
