import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { PrintedText, RunOptions, RunReport } from '../../stores/program/run-program.ts'
import { useSandbox } from '../../stores/sandbox.ts'

/** Seconds that a program may run when it is tried. */
export const TRY_SECONDS = 10

interface ProgramRun {
  readonly isRunning: Ref<boolean>
  readonly printed: ShallowRef<readonly PrintedText[]>
  /** Null while it runs, and before. */
  readonly report: ShallowRef<RunReport | null>
  readonly run: (program: Pick<RunOptions, 'source' | 'requests'>) => Promise<void>
}

/** Runs a learner's program in the browser, against their own sandbox, until the page goes. */
export function useProgramRun(): ProgramRun {
  const sandbox = useSandbox()
  const isRunning = ref(false)
  const printed = shallowRef<readonly PrintedText[]>([])
  const report = shallowRef<RunReport | null>(null)
  let abort = new AbortController()
  onBeforeUnmount(() => abort.abort())

  async function run(program: Pick<RunOptions, 'source' | 'requests'>): Promise<void> {
    if (isRunning.value) return
    isRunning.value = true
    printed.value = []
    report.value = null
    abort = new AbortController()
    const { runProgram } = await import('../../stores/program/run-program.ts')
    report.value = await runProgram({
      ...program,
      ...{ seconds: TRY_SECONDS, sandbox, signal: abort.signal },
      onPrint: (line) => (printed.value = [...printed.value, line]),
    })
    isRunning.value = false
  }

  return { isRunning, printed, report, run }
}
