import { RedisResult } from 'js-redis-server/core'
import { notAvailable } from '../commands/refuse.ts'
import type { Policy } from './policy.ts'

const subscribing = /^[ps]?(?:un)?subscribe$/

/**
 * Within EXEC Redis answers a subscription to several channels with a frame for each, more than it announced. The
 * library has one frame for each command there.
 */
export const queuedSubscriptions: Policy = {
  name: 'queued-subscriptions',
  beforeExecute({ definition, rawArgs }, { session }) {
    const isQueued = session.mode === 'transaction'
    if (!isQueued || rawArgs.length < 2 || !subscribing.test(definition.name)) return undefined
    const { message, code } = notAvailable(definition.name, 'with several channels in MULTI')
    session.markTransactionDirty()
    return RedisResult.error(message, code)
  },
}
