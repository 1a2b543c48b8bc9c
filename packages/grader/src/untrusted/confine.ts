import { spawnSync } from 'node:child_process'
import { findDeno } from './find-deno.ts'

/**
 * How far a stranger's program is shut in, beside Deno's own permissions: `bwrap` in a root of its
 * own, `uid` as a user of its own, `none` with nothing but limits.
 */
export type ConfinementLevel = 'none' | 'uid' | 'bwrap'

export interface Confinement {
  readonly level: ConfinementLevel
  /** Deno for a program in this directory, which is all that it sees beside libraries. */
  at(directory: string): ConfinedDeno
}

interface ConfinedDeno {
  /** What to execute; Deno's own arguments follow. */
  readonly argv: readonly [string, ...string[]]
  /** The directory's name as Deno sees it. */
  readonly directory: string
}

const MiB = 1024 * 1024

/** V8 reserves far more address space than it uses, so it is data that is limited, not addresses. */
const LIMITS = [
  `--data=${768 * MiB}`,
  '--nproc=96',
  `--fsize=${16 * MiB}`,
  '--nofile=512',
  '--core=0',
]

let known: Confinement | undefined

/** The best that this machine can do, tried once; undefined without Deno. */
export function confinement(): Confinement | undefined {
  const deno = findDeno()
  if (deno === undefined) return undefined
  known ??= best(deno)
  return known
}

function best(deno: string): Confinement {
  const limited: readonly [string, ...string[]] = ['prlimit', ...LIMITS]
  const tries: readonly Confinement[] = [
    {
      level: 'bwrap',
      at: (directory) => ({
        argv: [...limited, ...roomOfItsOwn(deno, directory), '/deno'],
        directory: '/submission',
      }),
    },
    { level: ownUser(), at: (directory) => ({ argv: [...limited, deno], directory }) },
  ]
  const works = tries.find((one) => runs([...one.at('/usr').argv, '--version']))
  return works ?? { level: ownUser(), at: (directory) => ({ argv: [deno], directory }) }
}

function ownUser(): 'uid' | 'none' {
  return process.getuid?.() === 0 ? 'uid' : 'none'
}

/** Programs and libraries to read, the bundle to read, memory to write, the network of the host. */
function roomOfItsOwn(deno: string, directory: string): readonly string[] {
  const readable = ['/usr', '/lib', '/lib64', '/etc/ld.so.cache']
  return [
    'bwrap',
    '--unshare-user',
    '--unshare-ipc',
    '--unshare-uts',
    '--die-with-parent',
    ...readable.flatMap((path) => ['--ro-bind-try', path, path]),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--tmpfs',
    '/tmp',
    '--ro-bind',
    deno,
    '/deno',
    '--ro-bind',
    directory,
    '/submission',
    '--chdir',
    '/submission',
  ]
}

/** As the user that will run it, or what works for root would be believed to work for others. */
function runs([file = '', ...args]: readonly string[]): boolean {
  const user = process.getuid?.() === 0 ? { uid: TRIAL_USER, gid: TRIAL_USER } : {}
  return (
    spawnSync(file, args, { stdio: 'ignore', timeout: 5_000, env: { DENO_DIR: '/tmp' }, ...user })
      .status === 0
  )
}

const TRIAL_USER = 1_899_999_999
