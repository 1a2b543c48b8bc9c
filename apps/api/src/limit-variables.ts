import { defaultLimits, type Limits } from '@keyspace/sandbox'

/**
 * The limits of a sandbox that the environment may set: which, and between what. Sizes in bytes,
 * times in milliseconds.
 */
export const limitVariables = [
  { name: 'LIMIT_REQUEST_BYTES', limit: 'requestBytes', min: 1_024, max: 1_048_576 },
  { name: 'LIMIT_REQUEST_ARGUMENTS', limit: 'requestArguments', min: 16, max: 65_536 },
  { name: 'LIMIT_REPLY_BYTES', limit: 'replyBytes', min: 1_024, max: 16_777_216 },
  { name: 'LIMIT_REPLY_ELEMENTS', limit: 'replyElements', min: 16, max: 1_000_000 },
  { name: 'LIMIT_CONNECTIONS', limit: 'connections', min: 2, max: 1_000 },
  { name: 'LIMIT_SUBSCRIPTIONS', limit: 'subscriptions', min: 10, max: 1_000_000 },
  { name: 'LIMIT_KEYS', limit: 'keys', min: 10, max: 10_000_000 },
  { name: 'LIMIT_MEMORY_BYTES', limit: 'memoryBytes', min: 4_194_304, max: 1_073_741_824 },
  { name: 'LIMIT_COMMAND_MS', limit: 'commandMs', min: 100, max: 60_000 },
  { name: 'LIMIT_COMMANDS_PER_SECOND', limit: 'commandsPerSecond', min: 1, max: 10_000_000 },
  { name: 'LIMIT_COMMANDS_BURST', limit: 'commandsBurst', min: 1, max: 10_000_000 },
] as const satisfies readonly {
  readonly name: string
  readonly limit: keyof Limits
  readonly min: number
  readonly max: number
}[]

/** The defaults, with what the environment set in their place. */
export function limitsFrom(env: Readonly<Record<string, unknown>>): Limits {
  const limits: { -readonly [K in keyof Limits]: Limits[K] } = { ...defaultLimits }
  for (const { name, limit } of limitVariables) {
    const value = env[name]
    if (typeof value === 'number') limits[limit] = value
  }
  return limits
}
