import type { RaceMode, RacerName } from './model.ts'

/** Who moves when, such as A A A B B B. */
export type Order = readonly RacerName[]

/** How many steps each client makes. */
export const STEPS = { 'read-write': 3, incr: 1 } as const satisfies Record<RaceMode, number>

/** Every order in which two clients can make their steps: 20 for GET, +1, SET. */
export function allOrders(mode: RaceMode): readonly Order[] {
  const orders = (a: number, b: number): Order[] => {
    if (a === 0 && b === 0) return [[]]
    return [
      ...(a > 0 ? orders(a - 1, b).map((rest): Order => ['A', ...rest]) : []),
      ...(b > 0 ? orders(a, b - 1).map((rest): Order => ['B', ...rest]) : []),
    ]
  }
  return orders(STEPS[mode], STEPS[mode])
}

/** Whether an order loses an update: each client reads before the other one has written. */
export function losesUpdate(order: Order, mode: RaceMode): boolean {
  if (mode === 'incr') return false
  const [first] = order
  const lastOfFirst = order.lastIndexOf(first ?? 'A')
  const firstOfOther = order.findIndex((name) => name !== first)
  return firstOfOther < lastOfFirst
}

/** `AABBAB` as an order; undefined when it is not one of the mode's. */
export function readOrder(text: string, mode: RaceMode): Order | undefined {
  return allOrders(mode).find((order) => order.join('') === text.toUpperCase())
}
