import type { Reply } from '@keyspace/redis-lang'
import { traceScript } from '@keyspace/visualizer/lua-trace/tracer'
import type { FromTracer, ToTracer } from './trace-messages.ts'

/* A Worker of its own: the learner's script runs where it can be killed and where no page is. */

let answer: (reply: Reply) => void = () => undefined

function say(message: FromTracer): void {
  globalThis.postMessage(message)
}

globalThis.addEventListener('message', ({ data }: MessageEvent<ToTracer>) => {
  if (data.kind === 'reply') {
    answer(data.reply)
    return
  }
  void traceScript({
    ...data,
    call: (argv) =>
      new Promise((resolve) => {
        answer = resolve
        say({ kind: 'call', argv })
      }),
  }).then((trace) => say({ kind: 'done', trace }))
})
