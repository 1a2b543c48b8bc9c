import { RedisResult, type CommandDefinition, type RedisValue } from 'js-redis-server/core'

/** The same command with its reply changed; what follows the reply stays. */
export function mapReply(
  definition: CommandDefinition,
  change: (value: RedisValue) => RedisValue,
): CommandDefinition {
  const mapped = (result: RedisResult): RedisResult =>
    RedisResult.create(change(result.value), result.options)
  return {
    ...definition,
    execute(args, ctx) {
      const result = definition.execute(args, ctx)
      if (result instanceof RedisResult) return mapped(result)
      return result instanceof Promise ? result.then(mapped) : result
    },
  }
}
