import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EngineUnavailable } from '../engine.ts'

/** The name of the socket inside a sandbox's directory. */
export const socketName = 'redis.sock'

/** sun_path of sockaddr_un holds 108 bytes on Linux and 104 on macOS, the NUL included. */
const longestSocketPath = 103

/**
 * Where the sandboxes' directories live, as long as the engine does. Others may pass through it but
 * not list it; each directory inside belongs to the one user whose server runs there.
 */
export interface RunDirectory {
  /** A new directory of mode 0700; `owner` is the uid and gid, or undefined for our own. */
  claim(slot: number, owner: number | undefined): string
  release(directory: string): Promise<void>
  close(): void
}

/**
 * Makes the run directory below the system's temporary directory and removes what runs that were
 * killed left behind.
 * @throws {EngineUnavailable} when TMPDIR is too long for a unix socket.
 */
export function openRunDirectory(parent: string = tmpdir()): RunDirectory {
  sweep(parent)
  const root = mkdtempSync(join(parent, `${prefix()}${process.pid}-`))
  chmodSync(root, 0o711)
  if (Buffer.byteLength(join(root, '000000', socketName)) > longestSocketPath) {
    rmSync(root, { recursive: true, force: true })
    throw new EngineUnavailable(
      `The temporary directory ${parent} has too long a path for a unix socket; set TMPDIR to a shorter one.`,
    )
  }
  const remove = (): void => rmSync(root, { recursive: true, force: true })
  process.once('exit', remove)
  return {
    claim(slot, owner) {
      const directory = join(root, String(slot))
      rmSync(directory, { recursive: true, force: true })
      mkdirSync(directory, { mode: 0o700 })
      if (owner !== undefined) chownSync(directory, owner, owner)
      return directory
    },
    release: (directory) => rm(directory, { recursive: true, force: true }),
    close() {
      process.off('exit', remove)
      remove()
    },
  }
}

/** Names the process id namespace too: in another one the same number is another process. */
function prefix(): string {
  try {
    return `keyspace-${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}-`
  } catch {
    return 'keyspace-0-'
  }
}

function sweep(parent: string): void {
  const ours = prefix()
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(ours)) continue
    const pid = Number.parseInt(name.slice(ours.length), 10)
    if (Number.isInteger(pid) && !isAlive(pid)) removeIfOurs(join(parent, name))
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

function removeIfOurs(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // Another user's: theirs to remove.
  }
}
