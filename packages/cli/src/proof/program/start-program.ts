import { spawn } from 'node:child_process'
import type { Failure, StartedProgram } from '@keyspace/practice'
import { decodeLine, encodeLine } from '@keyspace/practice/line-codec'
import type { CodeWall } from './code-wall.ts'

/** Characters of one message, and of what a dying program says; more than that is no program of ours. */
const MOST_LENGTH = 8 * 1024 * 1024
const MOST_COMPLAINT = 16 * 1024

/** Starts a script behind the wall; messages are lines of JSON on its standard input and output. */
export function startProgram(
  wall: CodeWall,
  script: string,
  onMessage: (message: unknown) => void,
  onFailure: (failure: Failure) => void,
): StartedProgram {
  const { file, args } = wall.command(script)
  const child = spawn(file, [...args], { stdio: ['pipe', 'pipe', 'pipe'], env: {} })
  let text = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (text + chunk).split('\n')
    text = lines.pop() ?? ''
    if (text.length > MOST_LENGTH) child.kill('SIGKILL')
    for (const line of lines) onMessage(decodeLine(line))
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint = (complaint + chunk).slice(0, MOST_COMPLAINT)
  })
  child.on('error', (error) => onFailure({ message: error.message }))
  // Whoever has finished is not asked any more.
  child.on('close', () => onFailure(failureOf(complaint)))
  child.stdin.on('error', () => undefined)
  return {
    post: (message) => child.stdin.write(encodeLine(message)),
    kill: () => child.kill('SIGKILL'),
  }
}

/** What Node says of a script that does not parse, or that ran out of memory. */
function failureOf(complaint: string): Failure {
  const line = /:(\d+)\n/.exec(complaint)?.[1]
  const error = /^\w*Error: .*$/m.exec(complaint)?.[0]
  if (error !== undefined)
    return { message: error, ...(line === undefined ? {} : { line: Number(line) }) }
  const isMemory = complaint.includes('heap out of memory')
  return { message: isMemory ? 'it ran out of memory' : 'it ended without a word' }
}
