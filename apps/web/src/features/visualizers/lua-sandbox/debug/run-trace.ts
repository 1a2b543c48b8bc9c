import type { Argv, Reply } from '@keyspace/redis-lang'
import type { Trace } from '@keyspace/visualizer/lua-trace'
import type { FromTracer, ToTracer } from './trace-messages.ts'

/** How long the script may compute without asking Redis or ending, by the clock on the wall. */
const SILENT_MS = 2_000

/** Traces a script in a Worker; null when it was killed because it did not end. */
export function runTrace(
  start: Omit<Extract<ToTracer, { kind: 'start' }>, 'kind'>,
  call: (argv: Argv) => Promise<Reply>,
): Promise<Trace | null> {
  const worker = new Worker(new URL('trace-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Trace | null>((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const say = (message: ToTracer): void => {
      timer = setTimeout(() => resolve(null), SILENT_MS)
      worker.postMessage(message)
    }
    worker.addEventListener('error', () => reject(new Error('the tracer could not start')))
    worker.addEventListener('message', ({ data }: MessageEvent<FromTracer>) => {
      clearTimeout(timer)
      if (data.kind === 'done') resolve(data.trace)
      else call(data.argv).then((reply) => say({ kind: 'reply', reply }), reject)
    })
    say({ kind: 'start', ...start })
  }).finally(() => worker.terminate())
}
