/** Which keys a policy may throw out, and by what it chooses among them. */
interface PolicyTraits {
  readonly from: 'all' | 'volatile' | 'none'
  readonly by: 'lru' | 'lfu' | 'ttl' | 'random' | 'none'
}

/** The values of `maxmemory-policy`. Source: https://redis.io/docs/latest/develop/reference/eviction/ */
export const POLICIES = {
  noeviction: { from: 'none', by: 'none' },
  'allkeys-lru': { from: 'all', by: 'lru' },
  'allkeys-lfu': { from: 'all', by: 'lfu' },
  'allkeys-random': { from: 'all', by: 'random' },
  'volatile-lru': { from: 'volatile', by: 'lru' },
  'volatile-lfu': { from: 'volatile', by: 'lfu' },
  'volatile-random': { from: 'volatile', by: 'random' },
  'volatile-ttl': { from: 'volatile', by: 'ttl' },
} as const satisfies Record<string, PolicyTraits>

export type PolicyName = keyof typeof POLICIES
export const POLICY_NAMES = [
  'noeviction',
  'allkeys-lru',
  'allkeys-lfu',
  'allkeys-random',
  'volatile-lru',
  'volatile-lfu',
  'volatile-random',
  'volatile-ttl',
] as const satisfies readonly PolicyName[]

export function isPolicy(name: string): name is PolicyName {
  return Object.hasOwn(POLICIES, name)
}

/** What CONFIG SET says of eviction. */
export interface EvictionSettings {
  readonly policy: PolicyName
  /** `maxmemory-samples`. */
  readonly samples: number
  readonly lfuLogFactor: number
  /** Minutes after which an unused key's counter loses one; 0 never. */
  readonly lfuDecayTime: number
}

/** What a fresh Redis has. */
export const DEFAULT_SETTINGS: EvictionSettings = {
  policy: 'noeviction',
  samples: 5,
  lfuLogFactor: 10,
  lfuDecayTime: 1,
}
