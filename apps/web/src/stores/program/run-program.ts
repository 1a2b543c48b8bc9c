import {
  assembleScript,
  runLimits,
  supervise,
  type Failure,
  type PrintedText,
  type RunReport,
} from '@keyspace/practice'
import { transpile } from '@keyspace/practice/transpile'
import { runtimeUrl } from 'virtual:practice-runtime'
import { browserClock } from '../../transport/keep-connected.ts'
import type { useSandbox } from '../sandbox.ts'
import { startInFrame } from './practice-frame.ts'

export { printedLines, type PrintedText, type RunReport } from '@keyspace/practice'

/** The name that the time line and `client:` in a check have for a program's connections. */
const PROGRAM_CLIENT = 'ts'

export interface RunOptions {
  /** TypeScript. */
  readonly source: string
  readonly seconds: number | undefined
  readonly sandbox: Pick<ReturnType<typeof useSandbox>, 'tunnel' | 'status'>
  readonly onPrint: (printed: PrintedText) => void
  readonly signal: AbortSignal
}

let loading: Promise<string> | undefined

function loadRuntime(): Promise<string> {
  loading ??= fetch(runtimeUrl).then((response) => {
    if (!response.ok) throw new Error(response.statusText)
    return response.text()
  })
  // Next time is another try.
  loading.catch(() => (loading = undefined))
  return loading
}

/** Runs a learner's program against their own sandbox, to its end. Never rejects. */
export async function runProgram(options: RunOptions): Promise<RunReport> {
  const { source, seconds, sandbox, onPrint, signal } = options
  const transpiled = transpile(source)
  if (!transpiled.ok) return failed(transpiled.problem)
  const runtime = await loadRuntime().catch(() => undefined)
  if (runtime === undefined) return stopped('start')
  if (sandbox.status !== 'ready') return stopped('lost')
  const script = assembleScript(transpiled.program, runtime)
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
