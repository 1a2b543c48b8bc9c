import { ref } from 'vue'

const STORAGE_KEY = 'keyspace.plain-editor'

function stored(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY)
  } catch {
    return null
  }
}

/** A plain text area in place of the editor; at first where fingers type. Remembered in this browser. */
export const isPlain = ref(
  (stored() ?? String(window.matchMedia('(pointer: coarse)').matches)) === 'true',
)

export function setPlain(next: boolean): void {
  isPlain.value = next
  try {
    localStorage.setItem(STORAGE_KEY, String(next))
  } catch {
    // Storage is closed to us: the choice lasts as long as the page.
  }
}
