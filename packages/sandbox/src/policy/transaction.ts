import type { Policy } from './policy.ts'

/** What the session answers itself, or asks over another connection, cannot wait in Redis's queue. */
const outside =
  /^(?:auth|hello|config\|.*|client\|unblock|latency\|.*|role|lastsave|monitor|keyspace\.watch)$/

/** Commands that cannot be queued between MULTI and EXEC. */
export const transaction: Policy = {
  name: 'transaction',
  checkFor: ({ name }) =>
    outside.test(name)
      ? (_command, { inTransaction }) =>
          inTransaction
            ? `ERR ${name.replace('|', ' ').toUpperCase()} cannot be queued in a transaction here. Send it before MULTI or after EXEC.`
            : undefined
      : undefined,
}
