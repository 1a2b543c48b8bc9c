import type { FillBlock } from '@keyspace/lesson/ast'
import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useSandbox } from '../../stores/sandbox.ts'
import type { PrintedText, RunReport } from '../../stores/program/run-program.ts'

export interface ProgramRun {
  /** Undefined before the first run and while one is under way. */
  readonly report: ShallowRef<RunReport | undefined>
  readonly printed: ShallowRef<readonly PrintedText[]>
  readonly isRunning: Ref<boolean>
  readonly run: (source: string) => Promise<void>
  readonly stop: () => void
}

/** Runs the program of a practice; what runs it is loaded with the first run. */
export function useProgram(block: () => FillBlock): ProgramRun {
  const sandbox = useSandbox()
  const report = shallowRef<RunReport>()
  const printed = shallowRef<readonly PrintedText[]>([])
  const isRunning = ref(false)
  let abort = new AbortController()

  async function run(source: string): Promise<void> {
    if (isRunning.value) return
    const { id, seconds } = block()
    isRunning.value = true
    report.value = undefined
    printed.value = []
    // What the run before printed does not belong to the keys that this one writes.
    sandbox.tellPrinted(id, [])
    abort = new AbortController()
    const { ended, lines } = await start(source, seconds)
    report.value = ended
    sandbox.tellPrinted(id, lines)
    isRunning.value = false
  }

  async function start(
    source: string,
    seconds: number | undefined,
  ): Promise<{ readonly ended: RunReport; readonly lines: readonly string[] }> {
    try {
      const { printedLines, runProgram } = await import('../../stores/program/run-program.ts')
      const ended = await runProgram({
        ...{ source, seconds, sandbox, signal: abort.signal },
        onPrint: (line) => (printed.value = [...printed.value, line]),
      })
      return { ended, lines: printedLines(ended) }
    } catch {
      // The part of the page that runs programs could not be loaded.
      const end = { kind: 'stopped', reason: 'start' } as const
      return { ended: { end, printed: [], refusals: [] }, lines: [] }
    }
  }

  const stop = (): void => abort.abort()
  onBeforeUnmount(stop)
  return { report, printed, isRunning, run, stop }
}
