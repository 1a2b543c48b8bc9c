import type { Namespace } from '../../namespace/index.ts'
import type { AskAll } from './namespace-keys.ts'

/** What it takes to answer for a namespace what the server answers for all keys. */
export interface Emulation {
  readonly namespace: Namespace
  readonly askAll: AskAll
  readonly random: () => number
}
