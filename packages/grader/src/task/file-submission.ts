import { randomInt } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Submission } from '../grade-options.ts'
import { NoSubmission, type FoundSubmission } from '../launcher/found-submission.ts'
import { bundleSubmission, type Around } from '../untrusted/bundle-submission.ts'
import { confinement } from '../untrusted/confine.ts'
import { untrustedSubmission } from '../untrusted/untrusted-submission.ts'
import type { Task } from './read-task.ts'

/** The longest file that anybody hands in, in bytes. */
const MOST_BYTES = 256 * 1024
const SERVER = fileURLToPath(new URL('./function-server.ts', import.meta.url))
/** Users that no person, package or sandbox has. */
const USERS = { from: 1_880_000_000, count: 9_000_000 }

/**
 * One file as something that the grader can start: a server as it is, a script or a function within a
 * program that calls it for each request. It runs under Deno, shut in, where there is Deno, else under
 * Node, and may import what an exam in the browser may.
 * @throws NoSubmission when the file is not there, is too long, or does not compile; with its place.
 */
export async function fileSubmission(task: Task, file: string): Promise<FoundSubmission> {
  const name = basename(file)
  const text = await readFile(file, 'utf8').catch(() => {
    throw new NoSubmission(`There is no file ${name}.`)
  })
  if (Buffer.byteLength(text) > MOST_BYTES) {
    throw new NoSubmission(`${name} is longer than ${MOST_BYTES / 1_024} KiB.`)
  }
  const isScript = task.kind === 'lua'
  const bundled = await bundleSubmission(isScript ? scriptModule(text) : text, aroundOf(task))
  if (!bundled.ok) {
    const places = bundled.problems.map(
      ({ line, column, message }) => `  ${name}:${line}:${column} ${message}`,
    )
    throw new NoSubmission(`${name} cannot be graded:\n${places.join('\n')}`)
  }
  // Of a script only Redis runs anything.
  const found =
    isScript || confinement() === undefined
      ? await underNode(bundled.js)
      : await underDeno(name, bundled.js)
  return {
    dispose: found.dispose,
    submission: {
      ...found.submission,
      name,
      kind: task.kind === 'lua' ? 'lua' : 'typescript',
      command: commandOf(task, name),
    },
  }
}

/** A server needs no program around it. */
function aroundOf(task: Task): Around | undefined {
  if (task.kind === 'http') return undefined
  const name = task.kind === 'lua' ? 'run' : task.function
  return { file: SERVER, define: { KEYSPACE_FUNCTION: JSON.stringify(name) } }
}

function commandOf(task: Task, name: string): string {
  switch (task.kind) {
    case 'http':
      return `run ${name}`
    case 'lua':
      return `EVAL ${name}`
    case 'typescript':
      return `${task.function ?? ''} of ${name}`
  }
}

function scriptModule(script: string): string {
  return `const SCRIPT = ${JSON.stringify(script)}
export const run = (redis, { keys, args }) => redis.eval(SCRIPT, keys.length, ...keys, ...args)`
}

async function underNode(js: string): Promise<FoundSubmission> {
  const folder = await mkdtemp(join(tmpdir(), 'keyspace-task-'))
  const entry = join(folder, 'submission.mjs')
  await writeFile(entry, js)
  const submission: Submission = {
    ...{ name: '', kind: 'typescript', command: '', cwd: folder },
    argv: [process.execPath, entry],
  }
  return { submission, dispose: () => rm(folder, { recursive: true, force: true }) }
}

function underDeno(name: string, js: string): Promise<FoundSubmission> {
  const user = process.getuid?.() === 0 ? USERS.from + randomInt(USERS.count) : undefined
  return untrustedSubmission({ name, js, user })
}
