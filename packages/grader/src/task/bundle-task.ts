import { fileURLToPath } from 'node:url'
import { bundleSubmission, type Around, type Bundled } from '../untrusted/bundle-submission.ts'
import type { Task } from './read-task.ts'

/** Lies beside the bundle of the API under the same name: what is bundled around a submission is a file. */
const SERVER = fileURLToPath(new URL('./function-server.ts', import.meta.url))

/**
 * The one file that a task asks for as a program that can be started: a server as it is, a script or a
 * function within a program that calls it for each request. Or what is wrong with it, and where.
 */
export function bundleTask(task: Task, code: string): Promise<Bundled> {
  return bundleSubmission(task.kind === 'lua' ? scriptModule(code) : code, aroundOf(task))
}

/** How a person would start a task's file, for the report. */
export function commandOf(task: Task, name: string): string {
  switch (task.kind) {
    case 'http':
      return `run ${name}`
    case 'lua':
      return `EVAL ${name}`
    case 'typescript':
      return `${task.function ?? ''} of ${name}`
  }
}

/** A server needs no program around it. */
function aroundOf(task: Task): Around | undefined {
  if (task.kind === 'http') return undefined
  const name = task.kind === 'lua' ? 'run' : task.function
  return { file: SERVER, define: { KEYSPACE_FUNCTION: JSON.stringify(name) } }
}

function scriptModule(script: string): string {
  return `const SCRIPT = ${JSON.stringify(script)}
export const run = (redis, { keys, args }) => redis.eval(SCRIPT, keys.length, ...keys, ...args)`
}
