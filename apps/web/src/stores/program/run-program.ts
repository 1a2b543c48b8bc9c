import {
  assembleScript,
  runLimits,
  supervise,
  type ServerRequest,
  type Failure,
  type PrintedText,
  type RunReport,
} from '@keyspace/practice'
import { transpile } from '@keyspace/practice/transpile'
import { runtimeUrl, serverRuntimeUrl } from 'virtual:practice-runtime'
import { browserClock } from '../../transport/keep-connected.ts'
import type { useSandbox } from '../sandbox.ts'
import { startInFrame } from './practice-frame.ts'

export { printedLines, type PrintedText, type RunReport } from '@keyspace/practice'

/** The name that the time line and `client:` in a check have for a program's connections. */
const PROGRAM_CLIENT = 'ts'

export interface RunOptions {
  /** TypeScript. */
  readonly source: string
  /** Where the program is a server: what it is asked once it is started. */
  readonly requests?: readonly ServerRequest[]
  readonly seconds: number | undefined
  readonly sandbox: Pick<ReturnType<typeof useSandbox>, 'tunnel' | 'status'>
  readonly onPrint: (printed: PrintedText) => void
  readonly signal: AbortSignal
}

const loading = new Map<string, Promise<string>>()

function loadRuntime(url: string): Promise<string> {
  const known = loading.get(url)
  if (known !== undefined) return known
  const loaded = fetch(url).then((response) => {
    if (!response.ok) throw new Error(response.statusText)
    return response.text()
  })
  // Next time is another try.
  loaded.catch(() => loading.delete(url))
  loading.set(url, loaded)
  return loaded
}

/** Runs a learner's program against their own sandbox, to its end. Never rejects. */
export async function runProgram(options: RunOptions): Promise<RunReport> {
  const { source, requests, seconds, sandbox, onPrint, signal } = options
  const transpiled = transpile(source)
  if (!transpiled.ok) return failed(transpiled.problem)
  const runtime = await loadRuntime(requests === undefined ? runtimeUrl : serverRuntimeUrl).catch(
    () => undefined,
  )
  if (runtime === undefined) return stopped('start')
  if (sandbox.status !== 'ready') return stopped('lost')
  const script = assembleScript(transpiled.program, runtime, requests)
  return supervise({
    start: (onMessage, onFailure) => startInFrame(script, onMessage, onFailure),
    connect: (onBytes, onClosed) => sandbox.tunnel(PROGRAM_CLIENT, { onBytes, onClose: onClosed }),
    limits: runLimits(seconds),
    after: browserClock.after,
    onPrint,
    signal,
  })
}

function failed(failure: Failure): RunReport {
  return { end: { kind: 'failed', failure }, printed: [], refusals: [] }
}

function stopped(reason: 'start' | 'lost'): RunReport {
  return { end: { kind: 'stopped', reason }, printed: [], refusals: [] }
}
