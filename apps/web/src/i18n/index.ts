import { computed, ref, watchEffect, type ComputedRef } from 'vue'

export type Locale = 'en' | 'ru'

const STORAGE_KEY = 'keyspace.locale'

/** The language of the interface and of the lessons; at first what `first-paint.js` has decided on. */
export const locale = ref<Locale>(document.documentElement.lang === 'ru' ? 'ru' : 'en')

watchEffect(() => {
  document.documentElement.lang = locale.value
})

/** Switches the language, and remembers it in this browser. */
export function setLocale(next: Locale): void {
  locale.value = next
  try {
    localStorage.setItem(STORAGE_KEY, next)
  } catch {
    // Storage is closed to us: the choice lasts as long as the page.
  }
}

/** A feature's messages in the current language. Both languages have the same keys, or it does not compile. */
export function useMessages<T extends object>(messages: {
  readonly en: T
  readonly ru: T
}): ComputedRef<T> {
  return computed(() => messages[locale.value])
}
