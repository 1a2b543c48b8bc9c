import type { AccessTimes } from '../access-times.ts'
import type { Policy } from './policy.ts'

/** Commands that look at a key without counting as a use of it. */
const discreet = new Set(['object', 'type', 'ttl', 'pttl', 'expiretime', 'pexpiretime', 'memory'])

/** Keeps the times that OBJECT IDLETIME tells; what the platform looks at does not count. */
export function recordAccess(times: AccessTimes, isHidden: (session: string) => boolean): Policy {
  return {
    name: 'record-access',
    beforeExecute({ definition, keys }, { session }) {
      if (keys.length > 0 && !discreet.has(definition.name) && !isHidden(session.id)) {
        times.touch(session.selectedDatabase, keys)
      }
      return undefined
    },
  }
}
