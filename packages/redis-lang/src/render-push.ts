import { renderReply } from './render-reply.ts'
import type { Reply } from './reply.ts'

const text = new TextDecoder()

/**
 * The line that redis-cli 7.0 prints first after SUBSCRIBE, PSUBSCRIBE or SSUBSCRIBE. Then it shows
 * every message as {@link renderReply} does and takes no input until Ctrl-C, which ends the
 * connection and with it the subscriptions. MONITOR prints its lines without this one.
 */
export const READING_MESSAGES = 'Reading messages... (press Ctrl-C to quit)'

/**
 * What interactive redis-cli prints for a push that arrives on a RESP3 connection: the keys of a
 * client side cache invalidation in one line (`-> invalidate: 'a', 'b'`), anything else as a reply.
 * redis-cli shows such a push when it next reads from its connection.
 *
 * Source: cliPushHandler of redis-cli 7.0.
 */
export function renderPush(push: Reply): string {
  const keys = invalidatedKeys(push)
  if (keys === undefined) return renderReply(push)
  return `-> invalidate: ${keys.map((key) => `'${key}'`).join(', ')}`
}

function invalidatedKeys(push: Reply): string[] | undefined {
  if (push.kind !== 'push' || push.items.length !== 2) return undefined
  const [name, keys] = push.items
  const isInvalidation = name?.kind === 'bulk' && text.decode(name.value) === 'invalidate'
  if (!isInvalidation || keys?.kind !== 'array') return undefined
  return keys.items.map((key) => (key.kind === 'bulk' ? text.decode(key.value) : ''))
}
