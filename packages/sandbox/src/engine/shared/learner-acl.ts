import { latin1 } from '../../policy/argument.ts'
import type { Namespace } from '../../namespace/index.ts'

/**
 * What the user of a namespace may call. It is the wall behind the rewriting: it holds even if a
 * command slipped through. AUTH, HELLO and RESET need no permission in Redis; they are never sent.
 * Source: https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
 */
const rules = [
  '+@all',
  '-@admin',
  '-@dangerous',
  '-@scripting',
  '-scan',
  '-randomkey',
  '-dbsize',
  '-move',
  '-client|tracking',
  '-client|caching',
  '-client|getredir',
  '-client|trackinginfo',
  '-memory|stats',
  '-memory|doctor',
  '-memory|malloc-stats',
  '-pubsub|numpat',
  '+sort',
  '+sort_ro',
] as const

/** The command that creates or renews the user. `patterns`: what it may PSUBSCRIBE to, besides. */
export function setUser(
  { name, prefix }: Namespace,
  password: string,
  patterns: Iterable<string>,
): readonly (string | Uint8Array)[] {
  const channels = [...patterns].map((pattern) => Buffer.from(`&${pattern}`, 'latin1'))
  return [
    'ACL',
    'SETUSER',
    name,
    'reset',
    'on',
    `>${password}`,
    `~${prefix}*`,
    `&${prefix}*`,
    ...channels,
    ...rules,
  ]
}

/** Redis lets a user PSUBSCRIBE only to a pattern that it was given letter by letter. */
export function allowPatterns(
  { name }: Namespace,
  patterns: readonly Uint8Array[],
): readonly (string | Uint8Array)[] {
  const channels = patterns.map((pattern) => Buffer.from(`&${latin1(pattern)}`, 'latin1'))
  return ['ACL', 'SETUSER', name, ...channels]
}
