import { describe, expect, it } from 'vitest'
import { ScanOrder } from './scan-order.ts'

/** Walks over names to the end; `between` runs after each page. */
function walk(
  names: Set<string>,
  count: number,
  between: (page: readonly string[]) => void,
): string[] {
  const order = new ScanOrder()
  const given: string[] = []
  let cursor = 0n
  do {
    const { next, ids } = order.page(
      names,
      () => names,
      { cursor, count },
      (id) => names.has(id),
    )
    given.push(...ids)
    between(ids)
    cursor = BigInt(next)
  } while (cursor !== 0n)
  return given
}

function namesUpTo(count: number): Set<string> {
  return new Set(Array.from({ length: count }, (_, n) => n.toString(16)))
}

describe('a walk in the order of SCAN', () => {
  it('gives each name once, in pages of the size that was asked for', () => {
    const names = namesUpTo(1000)
    const sizes: number[] = []
    const given = walk(names, 7, (page) => sizes.push(page.length))
    expect(given.toSorted()).toEqual([...names].toSorted())
    expect(Math.max(...sizes)).toBe(7)
  })

  it('misses nothing when each page is deleted before the next', () => {
    const names = namesUpTo(500)
    const given = walk(names, 10, (page) => page.forEach((id) => names.delete(id)))
    expect(given).toHaveLength(500)
    expect(names.size).toBe(0)
  })

  it('goes on from a cursor that it has never seen, as after a rest', () => {
    const names = namesUpTo(100)
    const request = { cursor: 0n, count: 40 }
    const first = new ScanOrder().page(
      names,
      () => names,
      request,
      () => true,
    )
    const rest = { cursor: BigInt(first.next), count: 100 }
    const second = new ScanOrder().page(
      names,
      () => names,
      rest,
      () => true,
    )
    expect(second.next).toBe(0)
    expect(new Set([...first.ids, ...second.ids])).toEqual(names)
    expect(first.ids.length + second.ids.length).toBe(100)
  })

  it('has a new name in the walk that begins after it came', () => {
    const names = namesUpTo(10)
    const order = new ScanOrder()
    const begin = { cursor: 0n, count: 3 }
    order.page(
      names,
      () => names,
      begin,
      () => true,
    )
    names.add('new')
    expect(
      order.page(
        names,
        () => names,
        { ...begin, count: 100 },
        () => true,
      ).ids,
    ).toContain('new')
  })
})
