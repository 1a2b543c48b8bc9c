/**
 * Calls `look` soon after the first of several `changed()` and once more when it has been quiet.
 * Editors empty a file before they fill it, and a watcher tells only one of two changes that are close
 * together: what is seen first may be half of a text. Times in milliseconds.
 */
export function onceSettled(
  look: () => void,
  { soonMs = 15, quietMs = 90 } = {},
): { readonly changed: () => void; readonly stop: () => void } {
  let soon: ReturnType<typeof setTimeout> | undefined
  let quiet: ReturnType<typeof setTimeout> | undefined
  const stop = (): void => {
    clearTimeout(soon)
    clearTimeout(quiet)
  }
  return {
    stop,
    changed: () => {
      soon ??= setTimeout(() => {
        soon = undefined
        look()
      }, soonMs)
      clearTimeout(quiet)
      quiet = setTimeout(look, quietMs)
    },
  }
}
