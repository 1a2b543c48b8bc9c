// What ioredis and its parts use of Node's assert, util and diagnostics_channel, and of the package debug.

export function ok(holds: unknown): void {
  if (!holds) throw new Error('an assertion of the client library does not hold')
}
export function strictEqual(actual: unknown, expected: unknown): void {
  ok(actual === expected)
}
export function notStrictEqual(actual: unknown, expected: unknown): void {
  ok(actual !== expected)
}

export function deprecate<Made>(made: Made): Made {
  return made
}

/** Tells nothing: nobody watches it here. */
export default function debug(): () => void {
  return Object.assign(() => undefined, { enabled: false })
}
