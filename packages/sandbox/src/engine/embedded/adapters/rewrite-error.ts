import { RedisCommandError, type CommandDefinition } from 'js-redis-server/core'

/** The same command with the text of some of its errors as Redis words them. */
export function rewriteError(
  definition: CommandDefinition,
  rewrite: (message: string) => string,
): CommandDefinition {
  return {
    ...definition,
    execute(args, ctx) {
      try {
        return definition.execute(args, ctx)
      } catch (error) {
        if (!(error instanceof RedisCommandError)) throw error
        throw new RedisCommandError(rewrite(error.message), error.code)
      }
    },
  }
}
