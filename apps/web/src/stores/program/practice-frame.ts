import type { Failure, StartedProgram } from '@keyspace/practice'

/** The wall: an origin of its own, no network (its headers are in apps/api security-headers). */
const FRAME = '/practice/frame.html'
/** What the frame says when it can take a script. */
const READY = 'keyspace-practice'

/** Starts a script in a Worker inside a sandboxed frame; to end it the frame is taken away, and its Worker with it. */
export function startInFrame(
  script: string,
  onMessage: (message: unknown) => void,
  onFailure: (failure: Failure) => void,
): StartedProgram {
  const program = new MessageChannel()
  const frameOwn = new MessageChannel()
  program.port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => onMessage(data))
  program.port1.start()
  frameOwn.port1.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
    onFailure(failureOf(data, script)),
  )
  frameOwn.port1.start()

  const frame = document.createElement('iframe')
  const whenReady = ({ source, data }: MessageEvent<unknown>): void => {
    if (source === null || source !== frame.contentWindow || data !== READY) return
    window.removeEventListener('message', whenReady)
    // An opaque origin has no name, and there is nothing secret in what the learner wrote.
    frame.contentWindow.postMessage(script, '*', [frameOwn.port2, program.port2])
  }
  window.addEventListener('message', whenReady)
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.referrerPolicy = 'no-referrer'
  frame.hidden = true
  frame.title = 'program'
  frame.src = FRAME
  document.body.append(frame)
  return {
    post: (message) => program.port1.postMessage(message),
    kill: () => {
      window.removeEventListener('message', whenReady)
      program.port1.close()
      frameOwn.port1.close()
      frame.remove()
    },
  }
}

/** An error that no program could catch: it does not parse, or ran out of memory. */
function failureOf(data: unknown, script: string): Failure {
  const given = typeof data === 'object' && data !== null ? data : {}
  const message = 'message' in given ? String(given.message).replace(/^Uncaught /, '') : ''
  const line = 'line' in given ? Number(given.line) : 0
  const isOwn = line > 0 && line <= lineCountOf(script)
  return { message: message === '' ? 'Error' : message, ...(isOwn ? { line } : {}) }
}

function lineCountOf(script: string): number {
  return Number(/lineCount:(\d+)/.exec(script)?.[1] ?? 0)
}
