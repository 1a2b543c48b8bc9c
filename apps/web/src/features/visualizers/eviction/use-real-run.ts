import { inject, onBeforeUnmount, ref, shallowRef, type Ref } from 'vue'
import type { Argv } from '@keyspace/redis-lang'
import {
  runOnServer,
  type EvictionSettings,
  type ServerPort,
  type ServerRun,
  type Tick,
  type Trace,
} from '@keyspace/visualizer/eviction'
import type { CreatedSandbox } from '@keyspace/protocol'
import { problemText } from '../../../i18n/problem-texts.ts'
import { browserTransport } from '../../../transport/browser-transport.ts'
import { transportKey, type Connection } from '../../../transport/transport.ts'

/** What the real server did so far. */
interface RealRun {
  /** One for each batch that has run. */
  readonly ticks: readonly Tick[]
  readonly times: ServerRun['times']
  readonly maxmemory: number | null
  /** Where any other client finds this server while the page is open. */
  readonly respUrl: string
}

export interface RealRunControl {
  readonly run: Readonly<Ref<RealRun | null>>
  readonly isRunning: Readonly<Ref<boolean>>
  /** Why the last one did not run: a sentence, or `away`. */
  readonly problem: Readonly<Ref<string | null>>
  readonly start: (trace: Trace, settings: EvictionSettings) => Promise<void>
  /** Forgets the run and ends what is under way. */
  readonly forget: () => void
}

const encoder = new TextEncoder()

/**
 * The trace on a real server: a sandbox of its own beside the learner's, so that no key of theirs is
 * evicted and nobody's looks at the keys count as reads. It is removed when the page is left or
 * another run begins.
 */
export function useRealRun(): RealRunControl {
  const transport = inject(transportKey, browserTransport, true)
  const run = shallowRef<RealRun | null>(null)
  const isRunning = ref(false)
  const problem = ref<string | null>(null)
  let aside: CreatedSandbox | null = null
  let connection: Connection | null = null
  /** Grows with every run, so that an abandoned one shows nothing more. */
  let era = 0

  function forget(): void {
    era += 1
    connection?.close()
    connection = null
    if (aside !== null) void transport.api.remove(aside)
    aside = null
    run.value = null
    problem.value = null
    isRunning.value = false
  }

  async function start(trace: Trace, settings: EvictionSettings): Promise<void> {
    forget()
    const mine = era
    isRunning.value = true
    try {
      await runAside(trace, settings, mine)
    } catch (error) {
      if (mine === era) problem.value = error instanceof Error ? error.message : ''
    }
    if (mine === era) isRunning.value = false
  }

  async function runAside(trace: Trace, settings: EvictionSettings, mine: number): Promise<void> {
    const answer = await transport.api.create({})
    if (answer.kind !== 'ok') {
      if (mine === era)
        problem.value = answer.kind === 'problem' ? problemText(answer.problem).text : 'away'
      return
    }
    const sandbox = answer.value
    if (mine !== era) {
      void transport.api.remove(sandbox)
      return
    }
    aside = sandbox
    const ignore = (): void => undefined
    connection = await transport.connect({
      sandbox,
      protocol: 3,
      onMessage: ignore,
      onClose: ignore,
    })
    const port = portOf(connection)
    for await (const state of runOnServer(port, trace, settings, sandbox.limits.memoryBytes)) {
      if (mine !== era) return
      const ticks = [...(run.value?.ticks ?? []), state.tick]
      run.value = { ...state, ticks, respUrl: sandbox.respUrl }
    }
  }

  onBeforeUnmount(forget)
  return { run, isRunning, problem, start, forget }
}

function portOf(connection: Connection): ServerPort {
  return {
    ask: (commands) =>
      commands.length === 0
        ? Promise.resolve([])
        : Promise.all(connection.pipeline(commands.map(argvOf))),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }
}

function argvOf(words: readonly string[]): Argv {
  return words.map((word) => encoder.encode(word))
}
