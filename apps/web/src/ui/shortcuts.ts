import { onBeforeUnmount, onMounted, ref } from 'vue'

const STORAGE_KEY = 'keyspace.single-keys'

function firstSingleKeys(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off'
  } catch {
    return true
  }
}

/** Whether keys without a modifier do anything (WCAG 2.1.4 asks for a way to turn them off). */
export const singleKeys = ref(firstSingleKeys())

export function setSingleKeys(isOn: boolean): void {
  singleKeys.value = isOn
  try {
    localStorage.setItem(STORAGE_KEY, isOn ? 'on' : 'off')
  } catch {
    // Storage is closed to us: the choice lasts as long as the page.
  }
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input, textarea, select')
}

/** `alt` names the key by its place on the keyboard (`KeyR`), so that it works in every layout. */
export type Shortcut =
  | { readonly alt: string }
  /** With Ctrl, or with ⌘ on a Mac. */
  | { readonly ctrl: string }
  | { readonly character: string }

function matches(shortcut: Shortcut, event: KeyboardEvent): boolean {
  const isCtrl = event.ctrlKey || event.metaKey
  if ('ctrl' in shortcut) return isCtrl && !event.altKey && event.code === shortcut.ctrl
  if (isCtrl) return false
  if ('alt' in shortcut) return event.altKey && !event.shiftKey && event.code === shortcut.alt
  if (event.altKey || !singleKeys.value || isWriting(event.target)) return false
  return event.key === shortcut.character
}

/** Runs `action` on the shortcut while the component is on the page; never while a dialog is open. */
export function useShortcut(shortcut: Shortcut, action: () => void): void {
  function onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.repeat || !matches(shortcut, event)) return
    if (document.querySelector('dialog[open]') !== null) return
    event.preventDefault()
    action()
  }
  onMounted(() => window.addEventListener('keydown', onKeydown))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKeydown))
}
