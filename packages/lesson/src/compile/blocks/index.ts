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

/** The first that takes a node makes its blocks; prose takes what is left. */
const COMPILERS = {
  heading: compileHeading,
  tabs: compileTabs,
  transcript: compileTranscript,
  check: compileCheck,
  quiz: compileQuiz,
  solution: compileSolution,
  fill: compileFill,
  code: compileCode,
  spoiler: compileSpoiler,
  visualizer: compileVisualizer,
  callout: compileCallout,
  checklist: compileChecklist,
  list: compileList,
  quote: compileQuote,
  prose: compileProse,
} satisfies Record<Block['kind'] | 'solution', BlockCompiler>

const ordered: readonly BlockCompiler[] = Object.values(COMPILERS)

export function compileBlocks(
  nodes: readonly Node[],
  compilation: Compilation,
  sectionLevel: number,
): readonly Block[] {
  return blocksIn(nodes, { compilation, sectionLevel, isInSpoiler: false })
}

type Surroundings = Omit<BlockContext, 'blocksOf' | 'blockOf'>

function blocksIn(nodes: readonly Node[], surroundings: Surroundings): readonly Block[] {
  return gatherTabs(nodes).flatMap((node) => {
    const isInSpoiler = surroundings.isInSpoiler || node.type === 'details'
    const context: BlockContext = {
      ...surroundings,
      blocksOf: (inner) => blocksIn(inner, { ...surroundings, isInSpoiler }),
      blockOf: (inner) => compileNode(inner, context),
    }
    return compileNode(node, context)
  })
}

function compileNode(node: Node, context: BlockContext): readonly Block[] {
  for (const compile of ordered) {
    const blocks = compile(node, context)
    if (blocks !== undefined) return blocks
  }
  return []
}
