interface Place {
  readonly id: string
  /** Where it stands in the order: a whole number of 48 bits, more than 0. */
  readonly at: number
}

export interface PageRequest {
  /** 0 begins; another goes on where a page ended. */
  readonly cursor: bigint
  /** How many elements a page looks at, about. */
  readonly count: number
}

export interface Page {
  /** 0 when this was the last. */
  readonly next: number
  readonly ids: readonly string[]
}

/**
 * The order in which SCAN and its kind go through a table: by a hash of each name, so that a cursor
 * stays where it is when elements come and go. What is there from the first page to the last is
 * given once, as Redis promises.
 */
export class ScanOrder {
  readonly #orders = new WeakMap<object, readonly Place[]>()

  /**
   * A page of a table. The order is made when a walk begins, so that a walk costs what its table is
   * long once, and not with each page; `isThere` leaves out what has gone since.
   */
  page(
    table: object,
    names: () => Iterable<string>,
    { cursor, count }: PageRequest,
    isThere: (id: string) => boolean,
  ): Page {
    const known = cursor === 0n ? undefined : this.#orders.get(table)
    const order = known ?? orderOf(names())
    this.#orders.set(table, order)
    const ids: string[] = []
    let last = 0
    for (let at = firstFrom(order, cursor); at < order.length; at++) {
      const place = order[at]
      if (place === undefined || !isThere(place.id)) continue
      // Those with the same place cannot be parted by a cursor.
      if (ids.length >= count && place.at !== last) return { next: place.at, ids }
      ids.push(place.id)
      last = place.at
    }
    this.#orders.delete(table)
    return { next: 0, ids }
  }
}

function orderOf(names: Iterable<string>): readonly Place[] {
  return Array.from(names, (id) => ({ id, at: placeOf(id) })).sort((a, b) => a.at - b.at)
}

function firstFrom(order: readonly Place[], cursor: bigint): number {
  let [from, to] = [0, order.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (BigInt(order[middle]?.at ?? 0) < cursor) from = middle + 1
    else to = middle
  }
  return from
}

const half = 2 ** 24

/** Two FNV-1a hashes of 32 bits, 24 bits of each. */
function placeOf(id: string): number {
  let [a, b] = [0x811c9dc5, 0x01000193]
  for (let at = 0; at < id.length; at++) {
    const code = id.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995)
  }
  return (mixed(a) % half) * half + (mixed(b) % half) + 1
}

/** The last characters reach all bits. */
function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (once ^ (once >>> 13)) >>> 0
}
