import { computed, onBeforeUnmount, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { renderReply } from '@keyspace/redis-lang'
import type { Trace } from '@keyspace/visualizer/lua-trace'
import { useSandbox } from '../../../../stores/sandbox.ts'
import { argvOf } from '../argv-bytes.ts'
import { wordsIn, type LuaSettings } from '../lua-settings.ts'

export interface LuaDebugger {
  readonly state: Readonly<Ref<'closed' | 'copying' | 'open' | 'killed' | 'no-copy'>>
  readonly trace: Readonly<Ref<Trace | null>>
  /** What redis-cli prints for the same script on the same keys. */
  readonly real: Readonly<Ref<string>>
  /** The step that is shown; as many as there are steps when the script has ended. */
  readonly at: Readonly<Ref<number>>
  /** Some steps forward, or back. */
  readonly go: (by: number) => void
  /** The line of that step; null when nothing is to be marked. */
  readonly line: ComputedRef<number | null>
  readonly breakpoints: Readonly<Ref<readonly number[]>>
  readonly toggle: (line: number) => void
  readonly toBreakpoint: () => void
  readonly open: (settings: LuaSettings) => Promise<void>
  readonly close: () => void
}

/**
 * Walks through what a script does: it is traced as a whole against a copy of the learner's Redis, and
 * Redis itself runs it on another copy, so that the two ends can be compared.
 */
export function useDebugger(): LuaDebugger {
  const sandbox = useSandbox()
  const state = ref<'closed' | 'copying' | 'open' | 'killed' | 'no-copy'>('closed')
  const trace = shallowRef<Trace | null>(null)
  const real = ref('')
  const at = ref(0)
  const breakpoints = shallowRef<readonly number[]>([])
  let era = 0

  async function open({ script, keys, argv }: LuaSettings): Promise<void> {
    const [names, rest] = [wordsIn(keys), wordsIn(argv)]
    if (names === undefined || rest === undefined) return
    era += 1
    const mine = era
    state.value = 'copying'
    const next = await look({ script, keys: names, argv: rest }).catch(() => 'no-copy' as const)
    if (mine !== era) return
    trace.value = null
    if (typeof next === 'string') {
      state.value = next
      return
    }
    trace.value = next.trace
    real.value = next.real
    at.value = 0
    state.value = 'open'
    if (breakpoints.value.length > 0) skipTo(0)
  }

  async function look(start: {
    readonly script: string
    readonly keys: readonly string[]
    readonly argv: readonly string[]
  }): Promise<'no-copy' | 'killed' | { readonly trace: Trace; readonly real: string }> {
    const { runTrace } = await import('./run-trace.ts')
    const copies = await Promise.all([sandbox.openCopy(), sandbox.openCopy()])
    const [first, second] = copies
    try {
      if (first === null || second === null) return 'no-copy'
      const { script, keys, argv } = start
      const sent = argvOf('EVAL', script, String(keys.length), ...keys, ...argv)
      const traced = await runTrace(start, (words) => second.request(words))
      if (traced === null) return 'killed'
      return { trace: traced, real: renderReply(await first.request(sent)) }
    } finally {
      for (const copy of copies) copy?.close()
    }
  }

  /** To the first step from there on whose line has a break point; to the end when there is none. */
  function skipTo(from: number): void {
    const steps = trace.value?.steps ?? []
    const found = steps.findIndex(
      ({ line }, index) => index >= from && breakpoints.value.includes(line),
    )
    at.value = found === -1 ? steps.length : found
  }

  function go(by: number): void {
    at.value = Math.min(trace.value?.steps.length ?? 0, Math.max(0, at.value + by))
  }

  function toggle(line: number): void {
    const known = breakpoints.value
    breakpoints.value = known.includes(line)
      ? known.filter((each) => each !== line)
      : [...known, line].toSorted((a, b) => a - b)
  }

  function close(): void {
    era += 1
    state.value = 'closed'
    trace.value = null
  }

  onBeforeUnmount(close)
  return {
    state,
    trace,
    real,
    at,
    go,
    line: computed(() => trace.value?.steps[at.value]?.line ?? null),
    breakpoints,
    toggle,
    toBreakpoint: () => skipTo(at.value + 1),
    open,
    close,
  }
}
