import { configSet } from './config-set.ts'
import { deny } from './deny.ts'
import { keyCount } from './key-count.ts'
import { numkeys } from './numkeys.ts'
import { monitorMode } from './monitor-mode.ts'
import type { Policy } from './policy.ts'
import { stateless } from './stateless.ts'
import { subscriptionCount } from './subscription-count.ts'
import { transaction } from './transaction.ts'

/** Every rule of a sandbox about single commands, in the order in which they are asked; the first that refuses answers. */
export const policies: readonly Policy[] = [
  deny,
  numkeys,
  stateless,
  transaction,
  monitorMode,
  configSet,
  keyCount,
  subscriptionCount,
]

export { tooBig } from './size.ts'
export type { Check, CommandTraits, Policy, PolicyContext } from './policy.ts'
