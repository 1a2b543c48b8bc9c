import type { ServerStats } from '../server-stats.ts'
import type { Policy } from './policy.ts'

/** Counts which keys a reading command finds; what the platform looks at does not count. */
export function countHits(stats: ServerStats, isHidden: (session: string) => boolean): Policy {
  return {
    name: 'count-hits',
    beforeExecute({ keys, flags }, { db, session, transactionReplay }) {
      const isQueued = session.mode === 'transaction' && transactionReplay !== true
      if (keys.length === 0 || isQueued || !flags.includes('readonly') || isHidden(session.id)) {
        return undefined
      }
      for (const key of keys) {
        if (db.getType(key) === null) stats.misses += 1
        else stats.hits += 1
      }
      return undefined
    },
  }
}
