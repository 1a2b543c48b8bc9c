import { ref, shallowRef, type Ref } from 'vue'
import type { LuaEvent } from '@keyspace/visualizer/lua-sandbox'
import { USERS } from '@keyspace/visualizer/lua-sandbox'
import { useSandbox } from '../../../stores/sandbox.ts'
import type { ShownResult } from '../../../stores/terminal/terminal-port.ts'
import type { Connection } from '../../../transport/transport.ts'
import { argvOf } from './argv-bytes.ts'
import type { LuaSettings } from './lua-settings.ts'
import { evalLine, evalshaLine, loadLine, scriptArguments } from './script-command.ts'
import type { OpenUsers } from './use-lua-users.ts'

/** How long the users write before the script comes, and after it. */
const AROUND_MS = 120
/** Between two commands of one user. */
const PAUSE_MS = 5
/** How many commands of one user follow each other when the script is sent. */
const IN_A_ROW = 4

export interface AtomicRunControl {
  readonly isRunning: Readonly<Ref<boolean>>
  readonly result: Readonly<Ref<ShownResult | null>>
  /** The SHA1 that SCRIPT LOAD gave; empty when the script went with EVAL. */
  readonly sha: Readonly<Ref<string>>
  readonly execute: (settings: LuaSettings) => Promise<void>
  readonly forget: () => void
}

/** Runs the script in the learner's terminal while the three users write. */
export function useAtomicRun(
  openUsers: OpenUsers,
  take: (event: LuaEvent) => void,
): AtomicRunControl {
  const sandbox = useSandbox()
  const isRunning = ref(false)
  const result = shallowRef<ShownResult | null>(null)
  const sha = ref('')

  async function execute(settings: LuaSettings): Promise<void> {
    const words = scriptArguments(settings)
    if (isRunning.value || words === undefined) return
    isRunning.value = true
    try {
      await run(settings, words)
    } catch {
      result.value = { outcome: 'away', reply: null, text: '' }
    } finally {
      isRunning.value = false
    }
  }

  async function run(settings: LuaSettings, words: readonly string[]): Promise<void> {
    const connections = await openUsers()
    const line = await lineFor(settings, words)
    if (line === undefined) return
    take({ kind: 'run-begins' })
    const crowd = new Crowd(connections)
    const before = await timeSpent()
    await pause(AROUND_MS)
    const running = sandbox.run('A', line)
    // Behind the script at once: the page is about to paint, and the users' timers would come too late.
    crowd.sendNow()
    result.value = await running
    await pause(AROUND_MS)
    await crowd.stop()
    // A script that had to be killed took its Redis with it, and the users' connections.
    const after = await timeSpent().catch(() => before)
    take({
      kind: 'run-ends',
      execMs: after.calls - before.calls === 1 ? after.ms - before.ms : null,
    })
  }

  /** What to type; with EVALSHA the script is loaded first. */
  async function lineFor(
    settings: LuaSettings,
    words: readonly string[],
  ): Promise<string | undefined> {
    sha.value = ''
    if (settings.sendAs === 'EVAL') return evalLine(settings, words)
    const loaded = await sandbox.run('A', loadLine(settings))
    const hash = /^"([\da-f]{40})"$/.exec(loaded.text.trim())?.[1]
    if (hash === undefined) {
      result.value = loaded
      return undefined
    }
    sha.value = hash
    return evalshaLine(hash, words)
  }

  /** How often and how long Redis has run scripts, by its own count; zero where it does not count. */
  async function timeSpent(): Promise<{ readonly calls: number; readonly ms: number }> {
    const [reply] = await sandbox.ask([argvOf('INFO', 'commandstats')])
    const bytes = reply?.kind === 'bulk' || reply?.kind === 'verbatim' ? reply.value : undefined
    const counts = new TextDecoder()
      .decode(bytes)
      .matchAll(/cmdstat_eval(?:sha)?:calls=(\d+),usec=(\d+)/g)
    return [...counts].reduce(
      (sum, [, calls, micros]) => ({
        calls: sum.calls + Number(calls),
        ms: sum.ms + Number(micros) / 1_000,
      }),
      { calls: 0, ms: 0 },
    )
  }

  return { isRunning, result, sha, execute, forget: () => (result.value = null) }
}

/** Users who each write again and again until they are stopped. */
class Crowd {
  readonly #connections: readonly Connection[]
  readonly #writing: readonly Promise<void>[]
  #isStopped = false

  constructor(connections: readonly Connection[]) {
    this.#connections = connections
    this.#writing = connections.map((_, at) => this.#write(at))
  }

  /** Some commands of each without a pause, for one of them to meet the script. */
  sendNow(): void {
    for (const at of this.#connections.keys()) void this.#hurry(at)
  }

  async #hurry(at: number): Promise<void> {
    for (let sent = 0; sent < IN_A_ROW; sent += 1) await this.#send(at)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await Promise.all(this.#writing)
  }

  async #write(at: number): Promise<void> {
    while (!this.#isStopped && (await this.#send(at))) await pause(PAUSE_MS)
  }

  /** False when the connection is lost. */
  async #send(at: number): Promise<boolean> {
    const argv = argvOf('INCR', `visits:${USERS[at] ?? ''}`)
    const reply = await this.#connections[at]?.request(argv).catch(() => null)
    return reply !== undefined && reply !== null
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
