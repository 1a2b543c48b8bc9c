import type { CommandPlan, RedisExecutionContext, RedisResult } from 'js-redis-server/core'

/** A look at each command before it runs, that may answer in its place. */
export interface Policy {
  readonly name: string
  beforeExecute(plan: CommandPlan, ctx: RedisExecutionContext): RedisResult | undefined
}
