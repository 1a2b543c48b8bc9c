import { findCommand, redisErrors } from '@keyspace/redis-lang'
import { RedisResult } from 'js-redis-server/core'
import type { Policy } from './policy.ts'

const allowed = new Set(
  ['subscribe', 'unsubscribe', 'ping', 'quit', 'reset'].flatMap((name) =>
    name.endsWith('subscribe') ? [name, `p${name}`, `s${name}`] : [name],
  ),
)

/** A RESP2 connection that is subscribed can do little else, but for what was queued before it was. */
export const subscribedMode: Policy = {
  name: 'subscribed-mode',
  beforeExecute({ definition, rawCommand, rawArgs }, { session, transactionReplay }) {
    if (!session.usesSubscribedReplyMode || transactionReplay === true) return undefined
    if (allowed.has(definition.name)) return undefined
    const name = findCommand([rawCommand, ...rawArgs])?.name ?? definition.name
    const refusal = redisErrors.subscribedContext(name)
    if (definition.name !== 'exec') return RedisResult.error(refusal)
    // Whatever keeps EXEC from running discards the transaction, and says so.
    const reason = refusal.slice(refusal.indexOf(' ') + 1)
    return RedisResult.error(`Transaction discarded because of: ${reason}`, 'EXECABORT')
  },
}
