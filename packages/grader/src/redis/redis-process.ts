import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { accepts } from '../accepts.ts'
import { GraderTrouble } from '../grader-trouble.ts'

/** A Redis of the grader's own, on unix sockets in a folder that only we can enter. */
export interface RedisProcess {
  /** A server program, or the engine of the sandboxes. */
  readonly kind: 'server' | 'embedded'
  readonly socketPath: string
  /** For the grader's own connections. */
  readonly adminSocketPath: string
  /** Of the grader's own user, where the submission could connect to that socket, too. */
  readonly password: string | undefined
  readonly alive: boolean
  /** It ended by an error of its own (an assertion, no memory), and not by somebody's hand. */
  readonly broke: boolean
  kill(): Promise<void>
}

/** The user of the grader's own connections. */
export const GRADER_USER = 'grader'
const READY_WITHIN_MS = 5_000
/** Redis 7.0, its successors and Valkey say so with their unix socket open. */
const READY_LINE = /ready to accept connections/i
/** A server that has not said so by then is asked. */
const SILENT_AFTER_MS = 500

/** What a submission may do: everything that does not reach the server or the host. */
const SUBMISSION_RULES =
  '+@all -@admin -@dangerous +info +keys +flushdb +flushall +sort +sort_ro +role +config|get +client|list -client|reply'

function configuration(socketPath: string, folder: string, password: string): string {
  return [
    'port 0',
    `unixsocket ${socketPath}`,
    'unixsocketperm 700',
    `dir ${folder}`,
    'save ""',
    'appendonly no',
    'maxmemory 256mb',
    'maxclients 2000',
    'busy-reply-threshold 1000',
    // Its line that it is ready comes at this level.
    'loglevel notice',
    `user default on nopass ~* &* ${SUBMISSION_RULES}`,
    `user ${GRADER_USER} on >${password} ~* &* +@all`,
  ].join('\n')
}

/** @throws GraderTrouble when there is no redis-server, or it does not come up within 5 s. */
export async function startRedis(folder: string, binary = 'redis-server'): Promise<RedisProcess> {
  const password = randomBytes(24).toString('hex')
  const socketPath = join(folder, `${randomBytes(4).toString('hex')}.sock`)
  const child = spawn(binary, ['-'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '' },
  })
  let printed = ''
  let announceReady: () => void = () => undefined
  const saysReady = new Promise<void>((resolve) => (announceReady = resolve))
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-2_000)
      if (READY_LINE.test(printed)) announceReady()
    })
  }
  let failure: Error | undefined
  const state = { alive: true, broke: false }
  const gone = once(child, 'exit').then(
    ([code, signal]) => {
      state.alive = false
      state.broke = signal === 'SIGABRT' || signal === 'SIGSEGV' || (code !== null && code !== 0)
    },
    (cause: unknown) => {
      state.alive = false
      failure = cause instanceof Error ? cause : new Error(String(cause))
    },
  )
  child.stdin.on('error', () => undefined)
  child.stdin.end(configuration(socketPath, folder, password))

  const deadline = performance.now() + READY_WITHIN_MS
  await Promise.race([saysReady, gone, sleep(SILENT_AFTER_MS, undefined, { ref: false })])
  while (!(await accepts({ path: socketPath }))) {
    if (!state.alive || performance.now() > deadline) {
      child.kill('SIGKILL')
      throw new GraderTrouble(`redis-server did not start: ${failure?.message ?? printed.trim()}`)
    }
    await sleep(1)
  }
  return {
    ...{ kind: 'server', socketPath, adminSocketPath: socketPath, password },
    get alive() {
      return state.alive
    },
    get broke() {
      return state.broke
    },
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
