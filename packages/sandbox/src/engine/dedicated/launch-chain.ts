import { realpathSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { IsolationLevel } from '../engine.ts'
import { findBinary } from './find-binary.ts'

export interface LaunchChain {
  readonly level: IsolationLevel
  /** The server's `maxclients`: the learner's connections, and the platform's own beside them. */
  readonly maxClients: number
  /** The directory's name as the server sees it. */
  innerDirectory(directory: string): string
  /** What to execute; the last program is the server and reads its configuration from stdin. */
  command(at: ServerPlace): LaunchCommand
}

interface ServerPlace {
  readonly directory: string
  /** User and group to run as; undefined for our own. */
  readonly user: number | undefined
}

export interface LaunchCommand {
  readonly file: string
  readonly args: readonly string[]
  readonly options: {
    readonly uid?: number
    readonly gid?: number
    readonly env: Record<string, string>
    readonly argv0?: string
  }
}

export interface ChainOptions {
  readonly binary: string
  readonly memoryBytes: number
  /** A learner's connections to one server. */
  readonly connections: number
}

interface Wrappers {
  readonly prlimit: string | undefined
  readonly nice: string | undefined
  readonly setpriv: string | undefined
  readonly bwrap: string | undefined
}

/** The ways to launch a server on this machine, the safest first. Each must be tried before it is trusted. */
export function launchChains(options: ChainOptions): readonly LaunchChain[] {
  const found: Wrappers = {
    prlimit: findBinary(['prlimit']),
    nice: findBinary(['nice']),
    setpriv: findBinary(['setpriv']),
    bwrap: findBinary(['bwrap']),
  }
  const bare: Wrappers = {
    prlimit: undefined,
    nice: undefined,
    setpriv: undefined,
    bwrap: undefined,
  }
  const tries: readonly (Wrappers | undefined)[] = [
    found.bwrap === undefined ? undefined : found,
    { ...found, bwrap: undefined },
    bare,
  ]
  return tries
    .filter((wrappers) => wrappers !== undefined)
    .map((wrappers) => chain(options, wrappers))
}

/** Requests over HTTP, looks at the keyspace, and the login of a replay. */
const PLATFORM_CONNECTIONS = 16

function chain(options: ChainOptions, wrappers: Wrappers): LaunchChain {
  const ownUser = process.getuid?.() === 0 ? 'uid' : 'none'
  const level = wrappers.bwrap === undefined ? ownUser : 'bwrap'
  const maxClients = options.connections + PLATFORM_CONNECTIONS
  return {
    level,
    maxClients,
    innerDirectory: (directory) => (level === 'bwrap' ? bwrapDirectory : directory),
    command({ directory, user: uid }) {
      const words = [
        ...prlimitWords(wrappers.prlimit, { ...options, maxClients }, uid),
        ...(wrappers.nice === undefined ? [] : [wrappers.nice, '-n', '19']),
        ...setprivWords(wrappers.setpriv, uid),
        ...bwrapWords(wrappers.bwrap, options.binary, directory),
      ]
      // INFO shows the name that the server was started by, from the root directory: /redis-server.
      const name = basename(options.binary)
      const env = { PATH: dirname(options.binary) }
      const [file, ...args] = words
      // Node's own uid and gid drop the supplementary groups too (setgroups in libuv).
      const user = uid === undefined || wrappers.setpriv !== undefined ? {} : { uid, gid: uid }
      return file === undefined
        ? { file: options.binary, args: ['-'], options: { ...user, env, argv0: name } }
        : { file, args: [...args, name, '-'], options: { ...user, env } }
    },
  }
}

const MiB = 1024 * 1024

/**
 * RLIMIT_AS turns most Lua memory bombs into "not enough memory" with the data intact. 128 MiB is
 * what a server maps before it holds anything, with head room for a script and a reply.
 */
function prlimitWords(
  prlimit: string | undefined,
  { memoryBytes, maxClients }: { memoryBytes: number; maxClients: number },
  uid: number | undefined,
): readonly string[] {
  if (prlimit === undefined) return []
  const addressSpace = 128 * MiB + 2 * memoryBytes
  // RLIMIT_NPROC counts all processes of a user: only where the user is the server's own.
  const processes = uid === undefined ? [] : ['--nproc=24']
  return [
    prlimit,
    `--as=${addressSpace}`,
    `--fsize=${4 * memoryBytes}`,
    // Redis keeps 32 descriptors for itself.
    `--nofile=${maxClients + 104}`,
    '--core=0',
    ...processes,
  ]
}

function setprivWords(setpriv: string | undefined, uid: number | undefined): readonly string[] {
  if (setpriv === undefined) return []
  const user =
    uid === undefined
      ? []
      : [
          `--reuid=${uid}`,
          `--regid=${uid}`,
          '--clear-groups',
          '--bounding-set=-all',
          '--inh-caps=-all',
        ]
  return [setpriv, ...user, '--no-new-privs', '--pdeathsig=KILL']
}

const bwrapDirectory = '/data'

/** A root of its own: programs and libraries to read, its own directory to write, nothing else of the host. */
function bwrapWords(
  bwrap: string | undefined,
  binary: string,
  directory: string,
): readonly string[] {
  if (bwrap === undefined) return []
  const elsewhere = [binary, realpathSync(binary)].filter((path) => !path.startsWith('/usr/'))
  const readable = ['/usr', '/lib', '/lib64', '/etc/ld.so.cache', ...new Set(elsewhere)]
  return [
    bwrap,
    '--unshare-user',
    '--unshare-pid',
    '--unshare-ipc',
    '--unshare-net',
    '--unshare-uts',
    '--die-with-parent',
    ...readable.flatMap((path) => ['--ro-bind-try', path, path]),
    '--proc',
    '/proc',
    '--dev-bind',
    '/dev/null',
    '/dev/null',
    '--dev-bind',
    '/dev/urandom',
    '/dev/urandom',
    '--bind',
    directory,
    bwrapDirectory,
    '--chdir',
    '/',
  ]
}
