import type { Problem } from '@keyspace/lesson/catalog'
import type { ProofEngineKind } from '../proof/proof-engine.ts'
import type { ModuleSummary } from './summary.ts'

/** One lesson in one language on one engine. */
export interface Proof {
  readonly file: string
  readonly engine: ProofEngineKind
  /** It needs more than this engine has, so that nothing was run. */
  readonly skipped: boolean
  readonly ms: number
  readonly problems: readonly Problem[]
}

/** What a check found; every report is made from it alone. */
export interface CheckReport {
  readonly engines: readonly ProofEngineKind[]
  /** What the compiler and the catalog say. */
  readonly compiling: readonly Problem[]
  /** Of compiling and of proving, each once. */
  readonly problems: readonly Problem[]
  readonly proofs: readonly Proof[]
  readonly summary: readonly ModuleSummary[]
  readonly ms: number
}
