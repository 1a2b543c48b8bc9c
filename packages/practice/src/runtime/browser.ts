import './scope.ts'
import type { ToProgram } from '../wire.ts'
import { takeProgram } from './take-program.ts'
import { runProgram } from './program.ts'

/** The Worker's entry: the first message brings the port to the page. */
globalThis.addEventListener(
  'message',
  ({ ports: [port] }) => {
    const program = takeProgram()
    if (port === undefined || program === undefined) return
    runProgram(program, {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => {
        port.addEventListener('message', ({ data }: MessageEvent<ToProgram>) => listener(data))
        port.start()
      },
    })
  },
  { once: true },
)
