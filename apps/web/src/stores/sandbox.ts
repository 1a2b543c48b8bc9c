import { defineStore } from 'pinia'
import { computed, inject, ref, shallowRef } from 'vue'
import type { Evidence } from '@keyspace/lesson/assert'
import type { CreatedSandbox, ProblemBody, WatchEvent } from '@keyspace/protocol'
import type { Argv, Reply } from '@keyspace/redis-lang'
import type { SandboxEvent } from '@keyspace/visualizer'
import { browserTransport } from '../transport/browser-transport.ts'
import { browserClock } from '../transport/keep-connected.ts'
import { ConnectionLost, transportKey, type Transport } from '../transport/transport.ts'
import { keptIn } from './keyspace/kept.ts'
import { observeKeyspace } from './keyspace/observed.ts'
import { toldOf, viewsNow } from './keyspace/told.ts'
import { besideTerminals } from './sandbox/beside-terminals.ts'
import { sandboxBranches } from './sandbox/branches.ts'
import { clientTerminals } from './sandbox/client-terminals.ts'
import { sandboxFinder, type Found } from './sandbox/find-sandbox.ts'
import { createAt, placeName, type SandboxPlace } from './sandbox/place.ts'
import { watchSandbox, type Watcher } from './sandbox/watch-sandbox.ts'
import type { Note } from './terminal/scrollback.ts'
import type { ShownResult } from './terminal/terminal-port.ts'

/**
 * `starting`: one is being opened · `ready` · `away`: no answer, it goes on trying by itself ·
 * `gone`: expired, {@link useSandbox} offers `renew` · `failed`: refused, `problem` says why.
 */
export type SandboxStatus = 'idle' | 'starting' | 'ready' | 'away' | 'gone' | 'failed'

/** The Redis behind the sandbox was replaced; `lost` when not everything came back. */
export interface Replacement {
  readonly reason: string
  readonly lost: boolean
}

/** The learner's sandbox of the lesson that is open: its state, its keys, its terminals. */
export const useSandbox = defineStore('sandbox', () => {
  const transport: Transport = inject(transportKey, browserTransport, true)
  const clock = browserClock
  const now = (): number => performance.now()
  const kept = keptIn(() => sessionStorage)

  const status = ref<SandboxStatus>('idle')
  const problem = shallowRef<ProblemBody | null>(null)
  const sandbox = shallowRef<CreatedSandbox | null>(null)
  const replacement = shallowRef<Replacement | null>(null)
  /** The number of the newest step that was told; 0 in a sandbox that begins. */
  const lastStep = ref(0)
  /** True when the sandbox was here before this page was. */
  const isResumed = ref(false)
  /** What the learner's programs printed when they last ran, by the id of their practice. */
  const printed = shallowRef<NonNullable<Evidence['printed']>>({})

  let place: SandboxPlace = { lab: '' }
  let watcher: Watcher | null = null
  const listeners = new Set<(event: SandboxEvent) => void>()

  const finder = sandboxFinder({
    api: transport.api,
    kept,
    clock,
    onFound: take,
    onRefused: (why) => {
      problem.value = why
      status.value = 'failed'
    },
    onAway: () => {
      status.value = 'away'
    },
  })
  const terminals = clientTerminals({
    transport,
    clock,
    now,
    sandbox,
    isGone: computed(() => status.value === 'gone'),
    typed: (client) => kept.typed(placeName(place), client),
  })
  const { clientOf } = terminals
  const observed = observeKeyspace({ now, after: clock.after, clientName: clientOf })
  const beside = besideTerminals({
    transport,
    sandbox,
    lastStep,
    createFresh: () => createAt(place, transport.api),
    named: terminals.name,
  })
  const branches = sandboxBranches({
    api: transport.api,
    sandbox,
    keep: (origins) => kept.keepOrigins(placeName(place), origins),
    change,
    onProblem: (why) => {
      problem.value = why
    },
  })

  /** Opens the sandbox of a lesson or a lab; the one of this tab again when it is still alive. */
  async function open(wanted: SandboxPlace): Promise<void> {
    if (status.value !== 'idle' && placeName(place) === placeName(wanted)) return
    close()
    place = wanted
    await find()
  }

  function find(): Promise<void> {
    status.value = 'starting'
    return finder.find(place)
  }

  function take(found: Found): void {
    isResumed.value = found.isResumed
    kept.keepSandbox(placeName(place), found.sandbox)
    branches.set(found.origins)
    use(found.sandbox)
  }

  function use(opened: CreatedSandbox): void {
    problem.value = null
    sandbox.value = opened
    terminals.proceed(opened)
    watcher = watchSandbox({
      transport,
      clock,
      sandbox: opened,
      onUp: () => {
        status.value = 'ready'
      },
      onEvent: hear,
      onFailed: () => diagnose(opened),
    })
  }

  async function diagnose(of: CreatedSandbox): Promise<'retry' | 'stop'> {
    const life = await transport.api.probe(of)
    if (sandbox.value !== of) return 'stop'
    if (life === 'gone') {
      kept.forgetSandbox(placeName(place))
      status.value = 'gone'
      return 'stop'
    }
    status.value = 'away'
    return 'retry'
  }

  function hear(event: WatchEvent): void {
    if (event.kind !== 'replaced') {
      if (event.kind === 'command') lastStep.value = event.step
      observed.take(event)
      tell(toldOf(event, now(), clientOf))
      return
    }
    const { reason, lost } = event
    replacement.value = { reason, lost }
    terminals.noteAll({ code: 'replaced', reason, lost })
  }

  function tell(event: SandboxEvent): void {
    for (const listener of listeners) listener(event)
  }

  function forgetObserved(): void {
    observed.clear()
    printed.value = {}
    lastStep.value = 0
    tell({ kind: 'snapshot', at: now(), keys: [] })
  }

  /**
   * Tells the listener what happens in the sandbox, on the clock of `performance.now()`; what is
   * there already comes first, as a snapshot. The result ends it.
   */
  function listen(listener: (event: SandboxEvent) => void): () => void {
    listeners.add(listener)
    listener({ kind: 'snapshot', at: now(), keys: viewsNow(observed.keys.value, now()) })
    return () => listeners.delete(listener)
  }

  /**
   * Asks for something beside the terminals, over the connection that watches: no learner sees it
   * and no check counts it. Rejects with {@link ConnectionLost}.
   */
  function ask(commands: readonly Argv[]): Promise<readonly Reply[]> {
    return watcher?.ask(commands) ?? Promise.reject(new ConnectionLost(''))
  }

  /** What a program printed, for the checks of its practice. */
  function tellPrinted(practice: string, lines: readonly string[]): void {
    printed.value = { ...printed.value, [practice]: lines }
  }

  /** Types the line into that client's terminal and runs it there. */
  function run(client: string, line: string): Promise<ShownResult> {
    return terminals.of(client).run(line)
  }

  /** A new sandbox in place of one that is gone or was refused, seeded again. */
  async function renew(): Promise<void> {
    watcher?.stop()
    sandbox.value = null
    forgetObserved()
    kept.forgetSandbox(placeName(place))
    terminals.restartAll({ code: 'renewed' })
    await find()
  }

  /** A new sandbox with another seed. */
  async function reseed(seed: readonly string[]): Promise<void> {
    if ('lesson' in place) place = { lesson: place.lesson, seed }
    await renew()
  }

  /** Everything as new, in the same sandbox. False when the server did not do it; `problem` says why. */
  async function reset(): Promise<boolean> {
    const current = sandbox.value
    if (current === null) return false
    const answer = await transport.api.reset(current)
    if (sandbox.value !== current) return false
    if (answer.kind !== 'ok') {
      problem.value = answer.kind === 'problem' ? answer.problem : null
      return false
    }
    forgetObserved()
    replacement.value = null
    terminals.restartAll({ code: 'reset' })
    watcher?.renew()
    return true
  }

  /** Another sandbox in place of the open one, which lives on. */
  function change(to: CreatedSandbox, note: Note): void {
    watcher?.stop()
    finder.stop()
    forgetObserved()
    terminals.forgetNames()
    replacement.value = null
    status.value = 'starting'
    kept.keepSandbox(placeName(place), to)
    use(to)
    terminals.restartAll(note)
  }

  /** Leaves the lesson: closes the connections. The sandbox itself stays for a reload. */
  function close(): void {
    finder.stop()
    watcher?.stop()
    watcher = null
    terminals.closeAll()
    branches.clear()
    forgetObserved()
    sandbox.value = null
    problem.value = null
    replacement.value = null
    isResumed.value = false
    status.value = 'idle'
  }

  function dismissReplacement(): void {
    replacement.value = null
  }

  return {
    status,
    problem,
    sandbox,
    replacement,
    lastStep,
    isResumed,
    origins: branches.origins,
    keys: observed.keys,
    total: observed.total,
    isTruncated: observed.isTruncated,
    evidence: computed<Evidence>(() => ({
      ...observed.evidence.value,
      printed: printed.value,
    })),
    terminals: terminals.all,
    open,
    renew,
    reseed,
    reset,
    branch: branches.branch,
    back: branches.back,
    clientOf,
    close,
    run,
    terminal: terminals.of,
    listen,
    ask,
    tellPrinted,
    ...beside,
    dismissReplacement,
  }
})
