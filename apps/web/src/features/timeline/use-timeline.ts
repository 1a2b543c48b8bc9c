import {
  computed,
  inject,
  onScopeDispose,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type Ref,
} from 'vue'
import type { KeysResponse, StepView } from '@keyspace/protocol'
import { pastKeys, type PastKeys } from '../../stores/keyspace/past-keys.ts'
import { useSandbox } from '../../stores/sandbox.ts'
import { createTimelineApi, timelineKey } from '../../transport/timeline-api.ts'
import type { SandboxAddress } from '../../transport/transport.ts'

export interface Timeline {
  /** Steps that are kept, oldest first. */
  readonly steps: Readonly<Ref<readonly StepView[]>>
  /** The place before the first of them: 0 is how the sandbox began. */
  readonly begin: ComputedRef<number>
  readonly last: ComputedRef<number>
  /** The step that one looks at; null: now. */
  readonly at: Readonly<Ref<number | null>>
  readonly past: Readonly<Ref<PastKeys | null>>
  /** `slow` when the moment does not come at once, `gone` when it is no longer kept. */
  readonly state: Readonly<Ref<'ready' | 'slow' | 'gone' | 'failed'>>
  readonly stepOf: (number: number) => StepView | undefined
  /** Looks at the moment after a step; beyond the last one is now. */
  readonly look: (step: number | null) => void
}

/** Steps and moments kept on the page, moments fetched before the one that is wanted; milliseconds. */
const MOST_STEPS = 2_000
const MOST_STATES = 200
const AHEAD = 5
const SLOW_MS = 250
const TOGETHER_MS = 60

const browserTimeline = () => createTimelineApi(location.origin, (...request) => fetch(...request))

/** What ran in the open sandbox, and the moment that is looked at. */
export function useTimeline(): Timeline {
  const sandbox = useSandbox()
  const api = inject(timelineKey, browserTimeline, true)
  const steps = shallowRef<readonly StepView[]>([])
  const at = ref<number | null>(null)
  const past = shallowRef<PastKeys | null>(null)
  const state = ref<'ready' | 'slow' | 'gone' | 'failed'>('ready')
  const states = new Map<number, KeysResponse>()
  let era = 0
  let isRefreshing = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let slowTimer: ReturnType<typeof setTimeout> | undefined

  const begin = computed(() => (steps.value[0]?.step ?? 1) - 1)
  const last = computed(() => steps.value.at(-1)?.step ?? 0)

  function stepOf(number: number): StepView | undefined {
    return steps.value[number - begin.value - 1]
  }

  function forget(): void {
    era += 1
    steps.value = []
    states.clear()
    look(null)
  }

  async function refresh(): Promise<void> {
    const from = sandbox.sandbox
    if (from === null || isRefreshing) return
    isRefreshing = true
    const mine = era
    try {
      while (await more(from, mine));
    } finally {
      isRefreshing = false
    }
    if (mine !== era) void refresh()
  }

  /** Fetches what is new; true when there is still more of it. */
  async function more(from: SandboxAddress, mine: number): Promise<boolean> {
    const known = last.value
    const answer = await api.steps(from, known === 0 ? undefined : known)
    if (mine !== era || answer.kind !== 'ok') return false
    const fresh = answer.value.steps.filter(({ step }) => step > known)
    // A gap: what lies between is gone on the server.
    const follows = fresh[0] === undefined || fresh[0].step === known + 1
    const all = follows ? [...steps.value, ...fresh] : fresh
    steps.value = all.slice(-MOST_STEPS)
    return fresh.length > 0 && last.value < answer.value.last
  }

  function look(step: number | null): void {
    const wanted = step === null || step > last.value ? null : Math.max(begin.value, step)
    if (wanted === at.value) return
    at.value = wanted
    clearTimeout(slowTimer)
    if (wanted === null) {
      past.value = null
      state.value = 'ready'
      return
    }
    slowTimer = setTimeout(() => {
      if (at.value === wanted && past.value?.step !== wanted) state.value = 'slow'
    }, SLOW_MS)
    void show()
  }

  let isShowing = false
  /** Brings the moment that is wanted; while it comes another may be wanted, then that one is next. */
  async function show(): Promise<void> {
    if (isShowing) return
    isShowing = true
    try {
      for (let step = at.value; step !== null && past.value?.step !== step; step = at.value) {
        if (!(await bring(step)) && at.value === step) return
      }
    } finally {
      isShowing = false
    }
  }

  async function bring(step: number): Promise<boolean> {
    const from = sandbox.sandbox
    const mine = era
    if (from === null) return false
    // What it did shows beside the moment before, where that is still kept. Forward is cheap for the
    // server and back is not, so a few moments more are fetched on the way.
    const earlier = Math.max(step - 1, begin.value)
    if (!states.has(earlier)) {
      for (let near = Math.max(earlier - AHEAD, begin.value); near < earlier; near++) {
        if (at.value !== null) await keysAt(from, near)
      }
    }
    const before = await keysAt(from, earlier)
    const then = before && (await keysAt(from, step))
    if (mine !== era || at.value !== step) return true
    if (before === undefined || then === undefined) return false
    past.value = pastKeys(step, before, then, elapsedMs(step))
    state.value = 'ready'
    return true
  }

  function elapsedMs(step: number): number {
    const [one, other] = [stepOf(step - 1), stepOf(step)]
    return one && other ? (other.at + other.micros - one.at - one.micros) / 1_000 : 0
  }

  async function keysAt(from: SandboxAddress, step: number): Promise<KeysResponse | undefined> {
    const known = states.get(step)
    if (known !== undefined) return known
    const mine = era
    const answer = await api.keysAt(from, step)
    if (mine !== era) return undefined
    if (answer.kind === 'ok') {
      states.set(step, answer.value)
      const [oldest] = states.keys()
      if (states.size > MOST_STATES && oldest !== undefined) states.delete(oldest)
      return answer.value
    }
    if (answer.kind === 'problem' && answer.status === 429) {
      await new Promise((resolve) => setTimeout(resolve, answer.retryAfterMs ?? 1_000))
      return at.value === null ? undefined : keysAt(from, step)
    }
    state.value = answer.kind === 'problem' && answer.status === 404 ? 'gone' : 'failed'
    return undefined
  }

  watch(
    () => sandbox.sandbox?.id,
    () => {
      forget()
      void refresh()
    },
    { immediate: true },
  )
  watch(
    () => sandbox.lastStep,
    (step) => {
      if (step < last.value) forget()
      clearTimeout(timer)
      timer = setTimeout(() => void refresh(), TOGETHER_MS)
    },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    clearTimeout(slowTimer)
    era += 1
  })

  return { steps, begin, last, at, past, state, stepOf, look }
}
