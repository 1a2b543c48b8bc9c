import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as z from 'zod'

const run = promisify(execFile)
const WITHIN_MS = 10_000
const MOST_BYTES = 8 * 1024 * 1024

const graph = z.object({ modules: z.array(z.object({ specifier: z.string() })) })

/**
 * Asks Deno which modules a file would load. The bundler has let nothing through; this asks the
 * program that will really load them.
 *
 * @throws Error when there is anything but the file itself and modules of Node.
 */
export async function showsOnlyItself(
  [file, ...before]: readonly [string, ...string[]],
  entry: string,
  user: number | undefined,
): Promise<void> {
  const flags = ['info', '--json', '--no-config', '--no-lock', '--no-npm', '--no-remote']
  const { stdout } = await run(file, [...before, ...flags, entry], {
    env: { PATH: process.env['PATH'] ?? '', DENO_DIR: '/tmp/deno', DENO_NO_UPDATE_CHECK: '1' },
    cwd: '/',
    timeout: WITHIN_MS,
    maxBuffer: MOST_BYTES,
    ...(user === undefined ? {} : { uid: user, gid: user }),
  })
  const { modules } = graph.parse(JSON.parse(stdout))
  const strange = modules.filter(
    ({ specifier }) => specifier !== `file://${entry}` && !specifier.startsWith('node:'),
  )
  if (strange.length > 0) throw new Error('the bundle loads more than itself')
}
