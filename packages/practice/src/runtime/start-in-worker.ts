import type { ToProgram } from '../wire.ts'
import type { ProgramPort } from './port.ts'
import { runProgram } from './program.ts'
import type { ProgramServer } from './server.ts'
import { takeProgram } from './take-program.ts'

/** Waits for the first message, which brings the port to the page, and runs the program. */
export function startInWorker(createServer?: (port: ProgramPort) => ProgramServer): void {
  globalThis.addEventListener(
    'message',
    ({ ports: [port] }) => {
      const program = takeProgram()
      if (port === undefined || program === undefined) return
      const out: ProgramPort = {
        post: (message) => port.postMessage(message),
        onMessage: (listener) => {
          port.addEventListener('message', ({ data }: MessageEvent<ToProgram>) => listener(data))
          port.start()
        },
      }
      runProgram(program, out, createServer?.(out))
    },
    { once: true },
  )
}
