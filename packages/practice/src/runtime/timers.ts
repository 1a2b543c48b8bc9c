/** Counts timers that are still to fire: a program with one is not over. */
export function countTimers(scope: typeof globalThis): () => number {
  const waiting = new Set<unknown>()
  const { setTimeout: plainTimeout, clearTimeout: plainClear } = scope
  const { setInterval: plainInterval, clearInterval: plainClearInterval } = scope
  const set = (run: unknown, ms?: number, ...args: unknown[]): unknown => {
    const id: unknown = plainTimeout(() => {
      waiting.delete(id)
      if (typeof run === 'function') Reflect.apply(run, undefined, args)
    }, ms)
    waiting.add(id)
    return id
  }
  const repeat = (run: unknown, ms?: number, ...args: unknown[]): unknown => {
    const id: unknown = plainInterval(() => {
      if (typeof run === 'function') Reflect.apply(run, undefined, args)
    }, ms)
    waiting.add(id)
    return id
  }
  const forget = (clear: unknown) => (id: unknown) => {
    waiting.delete(id)
    if (typeof clear === 'function') Reflect.apply(clear, undefined, [id])
  }
  Object.assign(scope, {
    setTimeout: set,
    setInterval: repeat,
    clearTimeout: forget(plainClear),
    clearInterval: forget(plainClearInterval),
  })
  return () => waiting.size
}
