/** Lets no more than so many hold a place at the same time; the others wait in their order. */
export function atMost(places: number): { take: () => Promise<void>; give: () => void } {
  let free = places
  const waiting: (() => void)[] = []
  return {
    take: () => {
      if (free > 0) {
        free -= 1
        return Promise.resolve()
      }
      return new Promise((resolve) => waiting.push(resolve))
    },
    give: () => {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next()
    },
  }
}
