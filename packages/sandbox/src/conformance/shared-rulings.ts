import type { Ruling } from './compare.ts'

const refused = /^ERR [A-Z_| -]+ (?:\S+ )?is not available on a Redis that a class shares: /

/** What a shared Redis cannot offer to one of many, so that it is refused in a sentence. */
const neverShared = [
  'EVAL',
  'EVALSHA',
  'EVAL_RO',
  'EVALSHA_RO',
  'SCRIPT',
  'FUNCTION',
  'FCALL',
  'FCALL_RO',
  'INFO',
  'CONFIG',
  'SLOWLOG',
  'LATENCY',
  'ROLE',
  'LASTSAVE',
  'MEMORY STATS',
  'MEMORY DOCTOR',
  'MEMORY PURGE',
  'SELECT',
  'MOVE',
  'SWAPDB',
  'COPY',
  'SORT',
  'SORT_RO',
  'SUBSCRIBE',
  'PSUBSCRIBE',
  'PUBSUB NUMPAT',
  'CLIENT TRACKING',
  'CLIENT TRACKINGINFO',
  'CLIENT CACHING',
  'CLIENT GETREDIR',
]

/** What is put together from several questions cannot be queued. */
const notQueued = [
  'KEYS',
  'SCAN',
  'DBSIZE',
  'RANDOMKEY',
  'FLUSHDB',
  'FLUSHALL',
  'SUBSCRIBE',
  'PSUBSCRIBE',
]

export const sharedRulings: readonly Ruling[] = [
  {
    command: 'MEMORY USAGE',
    reason: 'The key’s name is part of what is counted, and on the server it is longer.',
    answers: (actual) => actual.kind === 'integer',
  },
  ...neverShared.map((command): Ruling => ({
    command,
    reason: 'It would reach or freeze what is not this learner’s.',
    answers: (actual) => actual.kind === 'error' && refused.test(actual.value),
    spreads: true,
  })),
  ...notQueued.map((command): Ruling => ({
    command,
    reason: 'A server has no such command for one namespace.',
    answers: (actual) =>
      actual.kind === 'error' &&
      / cannot be queued in a transaction on a Redis that a class shares/.test(actual.value),
    spreads: true,
  })),
]
