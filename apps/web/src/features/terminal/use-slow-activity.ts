import { onScopeDispose, ref, watch, type Ref } from 'vue'
import type { TerminalState } from '../../stores/terminal/terminal-port.ts'

/** Most replies come at once; only what lasts longer is worth a sign. */
const SLOW_MS = 250

/** What the terminal has been doing for longer than a blink. */
export function useSlowActivity(
  activity: () => TerminalState['activity'],
): Ref<TerminalState['activity']> {
  const shown = ref<TerminalState['activity']>(activity())
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(activity, (now) => {
    clearTimeout(timer)
    if (now === 'idle') shown.value = 'idle'
    else timer = setTimeout(() => (shown.value = now), SLOW_MS)
  })
  onScopeDispose(() => clearTimeout(timer))
  return shown
}
