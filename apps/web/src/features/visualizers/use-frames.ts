import { onBeforeUnmount, onMounted } from 'vue'

/** Less often for who wants no motion: the picture still has to be right. */
const CALM_MS = 500

const reduced = window.matchMedia('(prefers-reduced-motion: reduce)')

/** True for who wants no motion. */
export function prefersCalm(): boolean {
  return reduced.matches
}

/** What a frame gets: the page's clock in milliseconds, and whether things may move. */
export interface Frame {
  readonly now: number
  readonly isCalm: boolean
}

/**
 * Calls back before each repaint while the component is on the page; twice a second in
 * `prefers-reduced-motion`. Browsers stop it by themselves in a tab that is not seen.
 */
export function useFrames(paint: (frame: Frame) => void): void {
  let request = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function frame(): void {
    const isCalm = reduced.matches
    paint({ now: performance.now(), isCalm })
    if (isCalm) timer = setTimeout(() => (request = requestAnimationFrame(frame)), CALM_MS)
    else request = requestAnimationFrame(frame)
  }
  onMounted(() => (request = requestAnimationFrame(frame)))
  onBeforeUnmount(() => {
    cancelAnimationFrame(request)
    clearTimeout(timer)
  })
}
