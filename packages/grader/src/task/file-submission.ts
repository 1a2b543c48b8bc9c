import { randomInt } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Submission } from '../grade-options.ts'
import { NoSubmission, type FoundSubmission } from '../launcher/found-submission.ts'
import { confinement } from '../untrusted/confine.ts'
import { untrustedSubmission } from '../untrusted/untrusted-submission.ts'
import { bundleTask, commandOf } from './bundle-task.ts'
import type { Task } from './read-task.ts'

/** The longest file that anybody hands in, in bytes. */
const MOST_BYTES = 256 * 1024
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
  const bundled = await bundleTask(task, text)
  if (!bundled.ok) {
    const places = bundled.problems.map(
      ({ line, column, message }) => `  ${name}:${line}:${column} ${message}`,
    )
    throw new NoSubmission(`${name} cannot be graded:\n${places.join('\n')}`)
  }
  // Of a script only Redis runs anything.
  const found =
    task.kind === 'lua' || confinement() === undefined
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
