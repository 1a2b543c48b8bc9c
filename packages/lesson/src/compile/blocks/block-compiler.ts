import type { Block } from '../../ast.ts'
import type { Compilation } from '../compilation.ts'
import type { Node } from '../markdown/tree.ts'

export interface BlockContext {
  readonly compilation: Compilation
  /** Compiles what a block contains. */
  readonly blocksOf: (nodes: readonly Node[]) => readonly Block[]
  /** Compiles one node by itself, as it would stand here. */
  readonly blockOf: (node: Node) => readonly Block[]
  /** The level that the section's own heading has in the source. */
  readonly sectionLevel: number
  /** Inside `<details>`. */
  readonly isInSpoiler: boolean
}

/** Makes a node into blocks; undefined when it is not of its kind. */
export type BlockCompiler = (node: Node, context: BlockContext) => readonly Block[] | undefined
