import { computed, ref } from 'vue'
import { focusPage } from './focus-page.ts'
import { matchRoute } from './match-route.ts'

/**
 * Four pages need no router library: it would be a fifth of what a first visit may weigh. The
 * browser's history is the only state; the path of the page is {@link path}.
 */
export const path = ref(window.location.pathname)
/** The part behind `#`, decoded; '' without one. */
export const hash = ref(hashNow())
export const route = computed(() => matchRoute(path.value))

function hashNow(): string {
  try {
    return decodeURIComponent(window.location.hash.slice(1))
  } catch {
    return ''
  }
}

/** Where each entry of the history was scrolled to, so that going back finds the same place. */
interface Scrolled {
  readonly scrollTop: number
}

function isScrolled(state: unknown): state is Scrolled {
  return (
    typeof state === 'object' &&
    state !== null &&
    'scrollTop' in state &&
    typeof state.scrollTop === 'number'
  )
}

function rememberScroll(): void {
  window.history.replaceState({ scrollTop: window.scrollY } satisfies Scrolled, '')
}

/** Opens a page of ours without a new load; a path with a `#` is scrolled to by the page itself. */
export function navigate(to: string): void {
  rememberScroll()
  window.history.pushState(null, '', to)
  path.value = window.location.pathname
  hash.value = hashNow()
  window.scrollTo({ top: 0, behavior: 'instant' })
  void focusPage()
}

window.addEventListener('popstate', (event) => {
  const isSamePage = path.value === window.location.pathname
  path.value = window.location.pathname
  hash.value = hashNow()
  if (isSamePage) return
  const top = isScrolled(event.state) ? event.state.scrollTop : 0
  void focusPage().then(() => window.scrollTo({ top, behavior: 'instant' }))
})
