import buffer from 'buffer'

/** What Node has and a Worker has not; ioredis looks for both at once, so this file is loaded first. */
const process = {
  env: { REDIS_URL: 'redis://localhost:6379' },
  argv: ['node', 'practice.ts'],
  platform: 'browser',
  version: '',
  versions: {},
  nextTick: (run: (...args: unknown[]) => void, ...args: unknown[]) =>
    queueMicrotask(() => run(...args)),
  on: () => process,
  once: () => process,
  exit: (): void => undefined,
}

// Deep enough to reach the learner's line from below the client library.
Error.stackTraceLimit = 50

const { Buffer } = buffer
// ioredis asks for it, and the browser's Buffer has none. Source: V8, the longest string.
Object.assign(buffer, { constants: { MAX_STRING_LENGTH: 2 ** 29 - 24 } })

Object.assign(globalThis, { Buffer, process, global: globalThis })

/** The part of `process` that a program may change or call. */
export const programProcess = process
