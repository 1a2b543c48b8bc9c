import { ref } from 'vue'

export type Theme = 'system' | 'light' | 'dark'

const STORAGE_KEY = 'keyspace.theme'

/** What the script in the page's head has put there before the first paint. */
function firstTheme(): Theme {
  const shown = document.documentElement.dataset['theme']
  return shown === 'light' || shown === 'dark' ? shown : 'system'
}

/** Light, dark, or as the system has it; remembered in this browser. */
export const theme = ref<Theme>(firstTheme())

export function setTheme(next: Theme): void {
  theme.value = next
  if (next === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = next
  try {
    if (next === 'system') localStorage.removeItem(STORAGE_KEY)
    else localStorage.setItem(STORAGE_KEY, next)
  } catch {
    // Storage is closed to us: the choice lasts as long as the page.
  }
}
