import type { Ruling } from './compare.ts'

/**
 * What the learner's user may not do at a dedicated server itself. The session answers these, so
 * they are no differences of the product.
 */
export const learnerWall: readonly Ruling[] = [
  ...['CONFIG', 'LATENCY', 'ROLE', 'LASTSAVE', 'CLIENT UNBLOCK', 'CLIENT NO-EVICT'].map(
    (command): Ruling => ({
      command,
      reason: 'A script must not reach it; the session runs the allowed forms as the platform.',
      answers: errorLike(/^NOPERM /),
      spreads: true,
    }),
  ),
  {
    command: 'AUTH',
    reason: 'The learner has a user of his own and the default user is off; the session answers.',
    answers: errorLike(/^WRONGPASS /),
  },
  {
    command: 'RESET',
    reason: 'It logs out; the session answers it and stays logged in.',
    answers: (actual) => actual.kind === 'status',
    spreads: true,
  },
]

/** Where the product answers otherwise than Redis, on purpose. */
export const productRulings: readonly Ruling[] = [
  {
    command: 'AUTH',
    reason: 'A sandbox has one user, and its password is the token.',
    answers: errorLike(/^WRONGPASS /),
  },
  {
    command: 'CONFIG SET MAXMEMORY',
    reason: 'The memory of a sandbox is capped; below the cap the setting is free.',
    answers: errorLike(/^ERR maxmemory of a sandbox is at most \d+ bytes/),
    spreads: true,
  },
  {
    command: 'HELLO',
    reason: 'The session answers it and cannot know beforehand whether EXEC will run.',
    answers: errorLike(/^ERR HELLO cannot be queued in a transaction here/),
    spreads: true,
  },
  ...['CLIENT NO-EVICT', 'DEBUG'].map((command): Ruling => ({
    command,
    reason: 'It could stop or harm the server; the refusal teaches what to use instead.',
    answers: errorLike(/^ERR .+ is not available in a sandbox: /),
  })),
]

function errorLike(text: RegExp): Ruling['answers'] {
  return (actual) => actual.kind === 'error' && text.test(actual.value)
}
