import { RedisCommandError, RedisResult, type CommandExecutionResult } from 'js-redis-server/core'
import type { ServerStats } from './server-stats.ts'

/** Runs a command and counts it, and its error when it has one; a wait is not part of its time. */
export function countCommand(
  stats: ServerStats,
  name: string,
  run: () => CommandExecutionResult,
): CommandExecutionResult {
  const before = performance.now()
  const done = (code: string | undefined): void =>
    stats.ran(name, Math.round((performance.now() - before) * 1000), code)
  try {
    const result = run()
    const value = result instanceof RedisResult ? result.value : undefined
    done(value?.kind === 'error' ? (value.code ?? value.message.split(' ', 1)[0]) : undefined)
    return result
  } catch (error) {
    done(error instanceof RedisCommandError ? error.code : 'ERR')
    throw error
  }
}
