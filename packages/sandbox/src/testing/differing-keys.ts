import type { KeyView } from '@keyspace/redis-lang'

/**
 * The keys that two looks at a keyspace show differently, as text. So many milliseconds a time to live may have run
 * down between the two.
 */
export function differingKeys(
  expected: readonly KeyView[],
  shown: readonly KeyView[],
  apartMs: number,
): readonly string[] {
  const [one, other] = [byName(expected), byName(shown)]
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((name) => {
    const [first, second] = [one.get(name), other.get(name)]
    return same(first, second, apartMs)
      ? []
      : [`${name}\n  expected ${JSON.stringify(first)}\n  shown    ${JSON.stringify(second)}`]
  })
}

function byName(views: readonly KeyView[]): ReadonlyMap<string, KeyView> {
  return new Map(views.map((view) => [`${view.db} ${JSON.stringify(view.key)}`, view]))
}

function same(one: KeyView | undefined, other: KeyView | undefined, apartMs: number): boolean {
  if (one === undefined || other === undefined) return false
  const [first, second] = [one.ttlMs, other.ttlMs]
  if (first === null || second === null) return first === second && textOf(one) === textOf(other)
  return Math.abs(first - second) <= apartMs && textOf(one) === textOf(other)
}

/** Sets and hashes have the order of a table that is each server's own. */
function textOf(view: KeyView): string {
  const { value } = view
  const sorted = (items: readonly unknown[]): readonly string[] =>
    items.map((item) => JSON.stringify(item)).toSorted()
  const held =
    value.type === 'set'
      ? sorted(value.members)
      : value.type === 'hash'
        ? sorted(value.fields)
        : value
  return JSON.stringify({ ...view, value: held, memory: null, ttlMs: null })
}
