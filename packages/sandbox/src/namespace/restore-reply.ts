import type { Reply } from '@keyspace/redis-lang'
import type { Namespace } from './key.ts'

/** Takes the namespace out of a reply. */
export type RestoreReply = (reply: Reply) => Reply

/** Where a command's reply holds keys or channels. */
type Place = 'first' | 'every' | 'entries' | 'pairs' | 'user'

const places: Readonly<Record<string, Place>> = {
  blpop: 'first',
  brpop: 'first',
  bzpopmin: 'first',
  bzpopmax: 'first',
  lmpop: 'first',
  blmpop: 'first',
  zmpop: 'first',
  bzmpop: 'first',
  xread: 'entries',
  xreadgroup: 'entries',
  'pubsub|channels': 'every',
  'pubsub|shardchannels': 'every',
  'pubsub|numsub': 'pairs',
  'pubsub|shardnumsub': 'pairs',
  'acl|whoami': 'user',
  'client|info': 'user',
}

/** Redis's errors name keys, and a command may be one of many inside EXEC. */
function restoreErrors(reply: Reply, namespace: Namespace): Reply {
  if (reply.kind === 'error') {
    return { kind: 'error', value: restoreText(reply.value, namespace) }
  }
  if (reply.kind !== 'array' || !reply.items.some(({ kind }) => kind === 'error')) return reply
  return { kind: 'array', items: reply.items.map((item) => restoreErrors(item, namespace)) }
}

/** A text without the prefix, and with the namespace's user named as the learner knows them. */
function restoreText(text: string, { prefix, name, user }: Namespace): string {
  return text.replaceAll(prefix, '').replaceAll(name, user)
}

function restoreKey(reply: Reply | undefined, namespace: Namespace): Reply {
  if (reply?.kind !== 'bulk') return reply ?? { kind: 'nil' }
  const value = namespace.toUser(reply.value)
  return value === undefined ? reply : { kind: 'bulk', value }
}

function restoreAt(
  items: readonly Reply[],
  isKey: (at: number) => boolean,
  namespace: Namespace,
): readonly Reply[] {
  return items.map((item, at) => (isKey(at) ? restoreKey(item, namespace) : item))
}

function restorePlace(place: Place, reply: Reply, namespace: Namespace): Reply {
  if (place === 'user') return restoreUser(reply, namespace)
  if (reply.kind === 'map') {
    const entries = reply.entries.map(
      ([key, value]) => [restoreKey(key, namespace), value] as const,
    )
    return { kind: 'map', entries }
  }
  if (reply.kind !== 'array') return reply
  const { items } = reply
  switch (place) {
    case 'first':
      return { kind: 'array', items: restoreAt(items, (at) => at === 0, namespace) }
    case 'every':
      return { kind: 'array', items: restoreAt(items, () => true, namespace) }
    case 'pairs':
      return { kind: 'array', items: restoreAt(items, (at) => at % 2 === 0, namespace) }
    case 'entries':
      return {
        kind: 'array',
        items: items.map((item) => restorePlace('first', item, namespace)),
      }
  }
}

function restoreUser(reply: Reply, namespace: Namespace): Reply {
  if (reply.kind !== 'bulk' && reply.kind !== 'verbatim') return reply
  const text = restoreText(Buffer.from(reply.value).toString('latin1'), namespace)
  return { ...reply, value: Buffer.from(text, 'latin1') }
}

/** How the replies of a command are restored; `name` as in `client|info`. */
export function restoreReply(name: string, namespace: Namespace): RestoreReply {
  const place = places[name]
  return (reply) => {
    const plain = restoreErrors(reply, namespace)
    return place === undefined ? plain : restorePlace(place, plain, namespace)
  }
}

/** A confirmation or a message of a subscription: every name in it stands before the last item. */
export function restoreSubscription(reply: Reply, namespace: Namespace): Reply {
  if (reply.kind !== 'array' && reply.kind !== 'push') return reply
  const last = reply.items.length - 1
  return { ...reply, items: restoreAt(reply.items, (at) => at > 0 && at < last, namespace) }
}
