/**
 * A file that exports a function, with calls of it behind: a program. The calls have a scope and a client of
 * their own, and the lines of the file keep their numbers.
 */
export function withCalls(file: string, calls: string): string {
  return [
    file,
    "import { Redis as RedisOfCalls } from 'ioredis'",
    '{',
    'const redis = new RedisOfCalls()',
    calls,
    'await redis.quit()',
    '}',
  ].join('\n')
}
