import type { RetryClock } from './keep-connected.ts'

/** A clock that stands still until it is told to go on, for tests. */
export function heldClock() {
  const timers = new Map<number, () => void>()
  const waits: number[] = []
  let online: (() => void) | null = null
  let next = 0
  const clock: RetryClock = {
    random: () => 0,
    after(ms, callback) {
      next += 1
      const id = next
      waits.push(ms)
      timers.set(id, callback)
      return () => timers.delete(id)
    },
    onOnline(callback) {
      online = callback
      return () => (online = null)
    },
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
  return {
    clock,
    waits,
    ring: async () => {
      for (const [id, callback] of [...timers]) {
        timers.delete(id)
        callback()
      }
      await settle()
    },
    goOnline: async () => {
      online?.()
      await settle()
    },
    settle,
  }
}
