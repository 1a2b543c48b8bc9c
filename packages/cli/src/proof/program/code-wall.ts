import { execFile } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

/** How a lesson's program is started: in a box of its own, or, for those who trust it, as it is. */
export interface CodeWall {
  /** What to execute for a script of Node's; without one Node starts and ends. */
  readonly command: (script?: string) => { readonly file: string; readonly args: readonly string[] }
}

/** RLIMIT_DATA of a program, KiB. */
const DATA_KIB = 786_432
const NODE_FLAGS = ['--max-old-space-size=128']
const INNER_SCRIPT = '/program.cjs'

const trusted: CodeWall = {
  command: (script) => ({ file: process.execPath, args: [...NODE_FLAGS, ...toRun(script)] }),
}

/**
 * The wall around programs of lessons. A lesson may come from anywhere, so its programs run in bubblewrap:
 * no network, no files but Node's own, no other processes. Undefined where there is none.
 */
export async function findCodeWall(trust: boolean): Promise<CodeWall | undefined> {
  if (trust) return trusted
  if (process.platform !== 'linux') return undefined
  const wall = bubblewrap()
  const { file, args } = wall.command()
  try {
    await promisify(execFile)(file, [...args], { timeout: 10_000 })
    return wall
  } catch {
    return undefined
  }
}

function bubblewrap(): CodeWall {
  const node = realpathSync(process.execPath)
  const libraries = ['/usr/lib', '/usr/lib64', '/lib', '/lib64', '/etc/alternatives']
  const readable = [...libraries, `${dirname(dirname(node))}/lib`].filter((path) =>
    existsSync(path),
  )
  return {
    command: (script) => ({
      file: 'sh',
      args: [
        ...['-c', `ulimit -d ${DATA_KIB} && exec "$@"`, 'sh', 'bwrap'],
        ...[
          '--unshare-all',
          '--die-with-parent',
          '--new-session',
          '--clearenv',
          '--cap-drop',
          'ALL',
        ],
        ...readable.flatMap((path) => ['--ro-bind', path, path]),
        ...['--ro-bind', node, node],
        ...(script === undefined ? [] : ['--ro-bind', script, INNER_SCRIPT]),
        ...['--dev', '/dev', '--proc', '/proc', '--tmpfs', '/tmp', '--chdir', '/tmp'],
        ...[node, ...NODE_FLAGS, ...toRun(script && INNER_SCRIPT)],
      ],
    }),
  }
}

function toRun(script: string | undefined): readonly string[] {
  return script === undefined ? ['--eval', ''] : [script]
}
