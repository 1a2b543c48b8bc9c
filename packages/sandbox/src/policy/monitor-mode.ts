import type { Policy } from './policy.ts'

/** A connection in MONITOR mode sees and does not touch; Redis tells it so in the words for a replica. */
export const monitorMode: Policy = {
  name: 'monitor-mode',
  checkFor: ({ touchesKeys }) =>
    touchesKeys
      ? (_command, { monitoring }) =>
          monitoring ? "ERR Replica can't interact with the keyspace" : undefined
      : undefined,
}
