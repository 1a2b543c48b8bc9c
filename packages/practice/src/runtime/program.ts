import type { ServerRequest } from '../server-request.ts'
import { programProcess } from './scope.ts'
import { failureOf } from './failure.ts'
import { createRequire } from './modules.ts'
import type { ProgramPort } from './port.ts'
import { practiceRedis } from './practice-redis.ts'
import { createConsole } from './print.ts'
import { refuseNetwork } from './refuse-network.ts'
import { countTimers } from './timers.ts'
import type { ProgramServer } from './server.ts'
import { createTunnels } from './tunnels.ts'

/** The learner's program, as `assembleScript` wraps it. */
export interface Program {
  readonly body: (
    require: (name: string) => object,
    exports: object,
    console: object,
  ) => Promise<void>
  /** Lines of the learner's; what is behind them in the script is ours. */
  readonly lineCount: number
  /** What a program that is a server is asked. */
  readonly requests?: readonly ServerRequest[]
}

/** After its last line a program may still get messages; it is over when nothing came for so long. */
const QUIET_MS = 300
const LOOK_MS = 20

/** Runs one program to its end and tells the page what it prints, asks and breaks. */
export function runProgram(
  { body, lineCount, requests = [] }: Program,
  port: ProgramPort,
  server?: ProgramServer,
): void {
  const now = () => performance.now()
  const plainTimeout = globalThis.setTimeout
  const waitingTimers = countTimers(globalThis)
  const tunnels = createTunnels(port, now)
  port.onMessage(tunnels.take)
  const finish = (leftOpen: number) => port.post({ kind: 'finished', leftOpen })
  const fail = (cause: unknown) => port.post(failureOf(cause, lineCount))
  programProcess.exit = () => finish(0)
  catchStrays(fail)
  refuseNetwork(port)

  const waitForEnd = (): void => {
    const open = tunnels.count()
    const isQuiet = open === 0 || now() - tunnels.lastTraffic() > QUIET_MS
    if (isQuiet && waitingTimers() === 0) finish(open)
    else plainTimeout(waitForEnd, LOOK_MS)
  }
  const require = createRequire({ ioredis: practiceRedis(tunnels, port), ...server?.modules }, port)
  port.post({ kind: 'started' })
  // A promise even where the body throws at once.
  void Promise.resolve()
    .then(() => body(require, {}, createConsole(port)))
    .then(() => server?.ask(requests))
    // A server would listen for ever; it has been asked everything.
    .then(server === undefined ? waitForEnd : () => finish(0), fail)
}

/** What is thrown in a callback, or by a promise that nobody awaits, ends a program as it does in Node. */
function catchStrays(fail: (cause: unknown) => void): void {
  if (typeof globalThis.addEventListener !== 'function') return
  globalThis.addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    fail(event.reason)
  })
  globalThis.addEventListener('error', (event) => {
    event.preventDefault()
    fail(event.error)
  })
}
