import { onScopeDispose, ref, type Ref } from 'vue'

const TICK_MS = 100

const now = ref(performance.now())
let users = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The page's clock in milliseconds, ten times a second while somebody looks; one for all keys. */
export function useClock(): Readonly<Ref<number>> {
  users += 1
  now.value = performance.now()
  timer ??= setInterval(() => {
    now.value = performance.now()
  }, TICK_MS)
  onScopeDispose(() => {
    users -= 1
    if (users > 0) return
    clearInterval(timer)
    timer = undefined
  })
  return now
}
