import { watchEffect } from 'vue'

/** Keeps the tab's title at what the page is about. */
export function usePageTitle(title: () => string): void {
  watchEffect(() => {
    document.title = `${title()} · Keyspace`
  })
}
