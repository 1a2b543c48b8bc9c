import type { Policy } from './policy.ts'

/** The cap on keys: what could add one is refused while the sandbox is full; deleting always works. */
export const keyCount: Policy = {
  name: 'key-count',
  checkFor: (command) =>
    command.grows
      ? (_command, { limits, fullOfKeys }) =>
          fullOfKeys
            ? `ERR This sandbox holds its limit of ${limits.keys} keys. Delete some (DEL, FLUSHALL) or let them expire, then try again.`
            : undefined
      : undefined,
}
