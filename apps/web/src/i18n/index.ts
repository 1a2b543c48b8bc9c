import { computed, ref, watchEffect, type ComputedRef } from 'vue'

export type Locale = 'en' | 'ru'

const STORAGE_KEY = 'keyspace.locale'

function storedLocale(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY)
  } catch {
    return null
  }
}

function firstLocale(): Locale {
  const stored = storedLocale()
  if (stored === 'en' || stored === 'ru') return stored
  return navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en'
}

/** The language of the interface and of the lessons; remembered in this browser. */
export const locale = ref<Locale>(firstLocale())

watchEffect(() => {
  document.documentElement.lang = locale.value
})

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
