import { findServer } from '../engine/dedicated/dedicated-engine.ts'
import type { Attack } from './attack.ts'
import { describeAttacks } from './describe-attacks.ts'
import { loadAttacks } from './load-attacks.ts'

/** A class shares processor and memory, and trusts each other with them: docs/adr/0010-shared-is-for-a-class.md. */
const notPromised = /^(?:cpu|memory)$/

const namespace = 'ks-[a-z2-7]{16}'

/**
 * What A itself is answered may differ, for much of it is refused here; what B has and feels may not,
 * and nobody may see the name of a namespace.
 */
function aboutB(attack: Attack): Attack {
  const check = { ...attack.check }
  delete check.equals
  delete check.matches
  check.notMatches = [check.notMatches ?? [], namespace].flat().join('|')
  return { ...attack, check }
}

if (findServer('redis-server') !== undefined) {
  const attacks = loadAttacks().filter(({ kind }) => !notPromised.test(kind))
  describeAttacks('shared', attacks.map(aboutB))
}
