import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Submission } from '../grade-options.ts'
import { confinement, type ConfinementLevel } from './confine.ts'
import { showsOnlyItself } from './module-graph.ts'

/** A stranger's program, bundled and ready to be graded. */
export interface UntrustedSubmission {
  readonly submission: Submission
  readonly level: ConfinementLevel
  /** Removes its directory. */
  dispose(): Promise<void>
}

export interface UntrustedOptions {
  /** For people. */
  readonly name: string
  /** What `bundleSubmission` made. */
  readonly js: string
  /** User and group that nobody else has; undefined where we may not change users. */
  readonly user: number | undefined
}

/** No question is asked, nothing is read from disk or network, and the environment is three variables. */
const PERMISSIONS = [
  '--no-prompt',
  '--no-code-cache',
  '--no-config',
  '--no-lock',
  '--no-npm',
  '--no-remote',
  '--cached-only',
  '--ignore-env',
  '--allow-env=HOST,PORT,REDIS_URL',
  '--v8-flags=--max-old-space-size=256',
]

/** The network is its own port and its own Redis; both are known only when it starts. */
const START = [
  'redis="${REDIS_URL#*://}"',
  'redis="${redis##*@}"',
  'redis="${redis%%/*}"',
  'exec "$@" "--allow-net=127.0.0.1:$PORT,0.0.0.0:$PORT,[::]:$PORT,$redis" "$KEYSPACE_ENTRY"',
].join('; ')

const FILE = 'submission.js'

/**
 * Lays a bundled submission into a directory of its own and says how to start it under Deno, as a user
 * of its own and in a room of its own where the machine allows it.
 *
 * @throws Error when Deno is missing, or when the bundle would load anything but itself.
 */
export async function untrustedSubmission(options: UntrustedOptions): Promise<UntrustedSubmission> {
  const confined = confinement()
  if (confined === undefined) throw new Error('Deno is not installed')
  const directory = await mkdtemp(join(tmpdir(), 'keyspace-exam-'))
  const dispose = (): Promise<void> => rm(directory, { recursive: true, force: true })
  try {
    await chmod(directory, 0o755)
    await writeFile(join(directory, FILE), options.js, { mode: 0o644 })
    const { argv, directory: inside } = confined.at(directory)
    const entry = `${inside}/${FILE}`
    await showsOnlyItself(argv, entry, options.user)
    return {
      level: confined.level,
      dispose,
      submission: {
        name: options.name,
        kind: 'typescript',
        command: 'deno run submission.ts',
        argv: ['/bin/sh', '-c', START, 'keyspace', ...argv, 'run', ...PERMISSIONS],
        cwd: '/',
        env: { DENO_DIR: '/tmp/deno', DENO_NO_UPDATE_CHECK: '1', KEYSPACE_ENTRY: entry },
        ...(options.user === undefined ? {} : { uid: options.user, gid: options.user }),
      },
    }
  } catch (error) {
    await dispose()
    throw error
  }
}
