import { defineStore } from 'pinia'
import { computed, inject, ref, shallowReactive, shallowRef } from 'vue'
import type { Evidence } from '@keyspace/lesson/assert'
import type { CreatedSandbox, ProblemBody } from '@keyspace/protocol'
import type { Argv, Reply } from '@keyspace/redis-lang'
import type { SandboxEvent } from '@keyspace/visualizer'
import { backoffMs } from '../transport/backoff.ts'
import { browserTransport } from '../transport/browser-transport.ts'
import { browserClock, keepConnected, type Link } from '../transport/keep-connected.ts'
import { ConnectionLost, transportKey, type Transport } from '../transport/transport.ts'
import { keptIn } from './keyspace/kept.ts'
import { observeKeyspace } from './keyspace/observed.ts'
import { toldOf, viewsNow } from './keyspace/told.ts'
import { readWatchEvent, WATCH_ON } from './keyspace/watch.ts'
import { besideTerminals } from './sandbox/beside-terminals.ts'
import { loadHelp } from './terminal/load-help.ts'
import type { Note } from './terminal/scrollback.ts'
import type { ShownResult, Terminal } from './terminal/terminal-port.ts'
import { createTerminal } from './terminal/terminal.ts'

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

/** The sandbox that another branched from, and after which of its steps. */
export interface Origin {
  readonly sandbox: CreatedSandbox
  readonly step: number
}

/**
 * Where a sandbox belongs: a lesson seeds it, a lab starts empty. A `seed` stands in for the one that
 * the server knows of the lesson.
 */
export type SandboxPlace =
  { readonly lesson: string; readonly seed?: readonly string[] } | { readonly lab: string }

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
  /** Where the open sandbox branched from, the nearest last. */
  const origins = shallowRef<readonly Origin[]>([])
  const terminals = shallowReactive(new Map<string, Terminal>())
  const clientNames = new Map<string, string>()
  const observed = observeKeyspace({
    now,
    after: clock.after,
    clientName: (id) => clientNames.get(id),
  })

  /** What the learner's programs printed when they last ran, by the id of their practice. */
  const printed = shallowRef<NonNullable<Evidence['printed']>>({})

  const beside = besideTerminals({
    transport,
    sandbox,
    lastStep,
    createFresh: create,
    named: (clientId, name) => clientNames.set(clientId, name),
  })

  let place = ''
  let lesson = ''
  let ownSeed: readonly string[] | undefined
  let watcher: Link | null = null
  let watcherId = ''
  const listeners = new Set<(event: SandboxEvent) => void>()
  let waiting: ((sandbox: CreatedSandbox) => void)[] = []
  /** Grows whenever another sandbox is wanted, so that late answers for the one before are dropped. */
  let era = 0

  /** Opens the sandbox of a lesson or a lab; the one of this tab again when it is still alive. */
  async function open(wanted: SandboxPlace): Promise<void> {
    const next = 'lesson' in wanted ? wanted.lesson : `lab/${wanted.lab}`
    if (place === next && status.value !== 'idle') return
    close()
    place = next
    lesson = 'lesson' in wanted ? wanted.lesson : ''
    ownSeed = 'lesson' in wanted ? wanted.seed : undefined
    era += 1
    status.value = 'starting'
    await find(era, 0)
  }

  async function find(mine: number, attempt: number): Promise<void> {
    const known = kept.sandbox(place)
    const life = known === undefined ? 'gone' : await transport.api.probe(known)
    if (mine !== era) return
    if (known !== undefined && life === 'alive') {
      origins.value = kept.origins(place)
      isResumed.value = true
      use(known)
      return
    }
    if (life === 'gone') kept.forgetSandbox(place)
    const answer = life === 'away' ? { kind: 'away' as const } : await create()
    if (mine !== era) return
    switch (answer.kind) {
      case 'ok':
        kept.keepSandbox(place, answer.value)
        setOrigins([])
        use(answer.value)
        break
      case 'problem':
        problem.value = answer.problem
        status.value = 'failed'
        break
      case 'away':
        status.value = 'away'
        retryFind(mine, attempt)
    }
  }

  function create(): ReturnType<Transport['api']['create']> {
    if (ownSeed !== undefined) return transport.api.create({ seed: [...ownSeed] })
    return transport.api.create(lesson === '' ? {} : { lesson })
  }

  function retryFind(mine: number, attempt: number): void {
    const again = (): void => {
      stopOnline()
      cancel()
      if (mine === era) void find(mine, attempt + 1)
    }
    const cancel = clock.after(backoffMs(attempt, clock.random()), again)
    const stopOnline = clock.onOnline(again)
  }

  function use(opened: CreatedSandbox): void {
    problem.value = null
    sandbox.value = opened
    for (const resolve of waiting.splice(0)) resolve(opened)
    watcher = keepConnected({
      connect: (onClose) =>
        transport.connect({ sandbox: opened, protocol: 3, onMessage: take, onClose }),
      clock,
      onUp: (connection) => {
        status.value = 'ready'
        watcherId = connection.clientId
        connection.request(WATCH_ON).catch(() => null)
      },
      onDown: () => undefined,
      onFailed: () => diagnose(opened),
    })
  }

  async function diagnose(of: CreatedSandbox): Promise<'retry' | 'stop'> {
    const life = await transport.api.probe(of)
    if (sandbox.value !== of) return 'stop'
    if (life === 'gone') {
      kept.forgetSandbox(place)
      status.value = 'gone'
      return 'stop'
    }
    status.value = 'away'
    return 'retry'
  }

  function take(message: Reply): void {
    const event = readWatchEvent(message)
    if (event === undefined) return
    if (event.kind === 'command' && event.client === watcherId) return
    if (event.kind !== 'replaced') {
      if (event.kind === 'command') lastStep.value = event.step
      observed.take(event)
      tell(toldOf(event, now(), (id) => clientNames.get(id)))
      return
    }
    const { reason, lost } = event
    replacement.value = { reason, lost }
    for (const each of terminals.values()) each.setNote({ code: 'replaced', reason, lost })
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
    const connection = watcher?.current() ?? null
    if (connection === null) return Promise.reject(new ConnectionLost(''))
    return Promise.all(commands.map((argv) => connection.request(argv)))
  }

  /** What a program printed, for the checks of its practice. */
  function tellPrinted(practice: string, lines: readonly string[]): void {
    printed.value = { ...printed.value, [practice]: lines }
  }

  /** The terminal of a client; opened when it is asked for the first time. */
  function terminal(client: string): Terminal {
    const known = terminals.get(client)
    if (known !== undefined) return known
    const made = createTerminal(client, {
      connect: async (onMessage, onClose) => {
        const current = sandbox.value ?? (await next())
        return transport.connect({ sandbox: current, protocol: 2, onMessage, onClose })
      },
      onFailed: () => Promise.resolve(status.value === 'gone' ? 'stop' : 'retry'),
      onClientId: (id) => clientNames.set(id, client),
      clock,
      now,
      loadHelp,
      typed: kept.typed(place, client),
    })
    terminals.set(client, made)
    return made
  }

  function next(): Promise<CreatedSandbox> {
    return new Promise((resolve) => waiting.push(resolve))
  }

  /** Types the line into that client's terminal and runs it there. */
  function run(client: string, line: string): Promise<ShownResult> {
    return terminal(client).run(line)
  }

  /** A new sandbox in place of one that is gone or was refused, seeded again. */
  async function renew(): Promise<void> {
    watcher?.stop()
    sandbox.value = null
    forgetObserved()
    kept.forgetSandbox(place)
    era += 1
    status.value = 'starting'
    for (const each of terminals.values()) each.restart({ code: 'renewed' })
    await find(era, 0)
  }

  /** A new sandbox with another seed. */
  async function reseed(seed: readonly string[]): Promise<void> {
    ownSeed = seed
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
    for (const each of terminals.values()) each.restart({ code: 'reset' })
    watcher?.renew()
    return true
  }

  /**
   * Opens a new sandbox as this one was right after a step; this one stays, for {@link back}. False
   * when the server did not do it; `problem` says why.
   */
  async function branch(step: number): Promise<boolean> {
    const source = sandbox.value
    if (source === null) return false
    const answer = await transport.api.branch(source, step)
    if (sandbox.value !== source) return false
    if (answer.kind !== 'ok') {
      problem.value = answer.kind === 'problem' ? answer.problem : null
      return false
    }
    setOrigins([...origins.value, { sandbox: source, step }])
    change(answer.value, { code: 'branched', step })
    return true
  }

  /** To the sandbox that this one branched from, as it is now. */
  function back(): void {
    const origin = origins.value.at(-1)
    if (origin === undefined) return
    setOrigins(origins.value.slice(0, -1))
    change(origin.sandbox, { code: 'returned' })
  }

  function setOrigins(next: readonly Origin[]): void {
    origins.value = next
    kept.keepOrigins(place, next)
  }

  /** Another sandbox in place of the open one, which lives on. */
  function change(to: CreatedSandbox, note: Note): void {
    watcher?.stop()
    era += 1
    forgetObserved()
    clientNames.clear()
    replacement.value = null
    status.value = 'starting'
    kept.keepSandbox(place, to)
    use(to)
    for (const each of terminals.values()) each.restart(note)
  }

  /** The terminal behind a CLIENT ID; undefined for a client from outside. */
  function clientOf(id: string): string | undefined {
    return clientNames.get(id)
  }

  /** Leaves the lesson: closes the connections. The sandbox itself stays for a reload. */
  function close(): void {
    era += 1
    watcher?.stop()
    watcher = null
    waiting = []
    for (const each of terminals.values()) each.stop()
    terminals.clear()
    clientNames.clear()
    forgetObserved()
    sandbox.value = null
    problem.value = null
    replacement.value = null
    origins.value = []
    isResumed.value = false
    place = ''
    lesson = ''
    ownSeed = undefined
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
    origins,
    keys: observed.keys,
    total: observed.total,
    isTruncated: observed.isTruncated,
    evidence: computed<Evidence>(() => ({
      ...observed.evidence.value,
      printed: printed.value,
    })),
    terminals,
    open,
    renew,
    reseed,
    reset,
    branch,
    back,
    clientOf,
    close,
    run,
    terminal,
    listen,
    ask,
    tellPrinted,
    ...beside,
    dismissReplacement,
  }
})
