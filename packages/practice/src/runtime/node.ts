import nodeProcess from 'node:process'
import { createInterface } from 'node:readline'
import './scope.ts'
import { encodeLine, readToProgram } from '../line-codec.ts'
import { failureOf } from './failure.ts'
import { runProgram } from './program.ts'
import { takeProgram } from './take-program.ts'

/** The entry in a process of its own: messages are lines of JSON on standard input and output. */
const program = takeProgram()
if (program !== undefined) {
  const { lineCount } = program
  const post = (message: object) => void nodeProcess.stdout.write(encodeLine(message))
  const fail = (cause: unknown) => post(failureOf(cause, lineCount))
  nodeProcess.on('uncaughtException', fail)
  nodeProcess.on('unhandledRejection', fail)
  runProgram(program, {
    post,
    onMessage: (listener) => {
      createInterface({ input: nodeProcess.stdin }).on('line', (line) => {
        const message = readToProgram(line)
        if (message !== undefined) listener(message)
      })
    },
  })
}
