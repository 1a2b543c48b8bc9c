import { nextTick } from 'vue'

let arriving: AbortController | undefined

/**
 * Puts the focus on the page that has been opened, so that screen readers start there, as after a
 * real navigation. A page comes in parts, its code and then what it loads, and each may bring a `main`
 * of its own: until the reader does something, the focus goes along.
 */
export async function focusPage(): Promise<void> {
  arriving?.abort()
  const { signal } = (arriving = new AbortController())
  const left = document.activeElement
  await nextTick()
  if (signal.aborted) return

  const follow = (): void => {
    const { activeElement, body } = document
    const isFree = activeElement === null || activeElement === body || activeElement === left
    if (isFree) document.getElementById('main')?.focus({ preventScroll: true })
  }
  const observer = new MutationObserver(follow)
  observer.observe(document.body, { childList: true, subtree: true })
  const end = (): void => arriving?.abort()
  signal.addEventListener('abort', () => observer.disconnect())
  for (const act of ['keydown', 'pointerdown'] as const) {
    window.addEventListener(act, end, { signal, capture: true })
  }
  follow()
}
