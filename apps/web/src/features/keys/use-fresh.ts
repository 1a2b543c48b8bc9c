import { onScopeDispose, ref, watch, type Ref } from 'vue'
import type { LiveKey } from '../../stores/keyspace/live-keys.ts'

/** How long a flash lasts, in milliseconds; the styles fade within it. */
const FRESH_MS = 1_400

/** True for a moment after each touch of a key, and not again when the key comes into sight later. */
export function useFresh(key: () => LiveKey): Readonly<Ref<boolean>> {
  const isFresh = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => key().flash,
    (flash) => {
      clearTimeout(timer)
      const left = flash === 0 ? 0 : key().touchedAt + FRESH_MS - performance.now()
      isFresh.value = left > 0
      if (left > 0) timer = setTimeout(() => (isFresh.value = false), left)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return isFresh
}
