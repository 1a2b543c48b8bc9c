import { nextTick, onMounted, watch } from 'vue'
import { hash } from './navigate.ts'

/** Scrolls to the place that the address names behind `#`, when the page comes and whenever that changes. */
export function useHashScroll(): void {
  async function toPlace(): Promise<void> {
    if (hash.value === '') return
    await nextTick()
    document.getElementById(hash.value)?.scrollIntoView({ behavior: 'instant' })
  }
  onMounted(toPlace)
  watch(hash, toPlace, { flush: 'post' })
}
