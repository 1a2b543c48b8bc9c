import { readlinkSync } from 'node:fs'
import type { IsolationLevel } from '../engine/engine.ts'
import { processGroup, type ProcessFacts } from '../engine/dedicated/process-group.ts'

/** What a server in a room of its own shares with nobody. */
const namespaces = ['mnt', 'pid', 'net', 'ipc', 'uts', 'user']

/**
 * How far the server of a process group is shut in, by what the kernel says of it (proc(5)) and not
 * by what it was launched with. `none` where there is no /proc.
 */
export function provenIsolation(group: number | undefined): IsolationLevel {
  const server = group === undefined ? undefined : serverOf(group)
  if (server === undefined || !isPowerless(server)) return 'none'
  if (namespaces.every((kind) => isApart(server.pid, kind))) return 'bwrap'
  return isOwnUser(server) ? 'uid' : 'none'
}

function serverOf(group: number): ProcessFacts | undefined {
  try {
    return processGroup(group).find(({ name }) => name.endsWith('-server'))
  } catch {
    return undefined
  }
}

/** No capability, no way to any, no other group's files, and a bound on its memory. */
function isPowerless({ status, groups, limits }: ProcessFacts): boolean {
  const has = (line: RegExp): boolean => line.test(status)
  return (
    has(/^CapEff:\s*0+$/m) &&
    has(/^CapPrm:\s*0+$/m) &&
    has(/^NoNewPrivs:\s*1$/m) &&
    groups === '' &&
    /^Max address space\s+\d+ /m.test(limits)
  )
}

function isOwnUser({ uid }: ProcessFacts): boolean {
  return uid !== 0 && uid !== process.getuid?.()
}

function isApart(pid: number, kind: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/ns/${kind}`) !== readlinkSync(`/proc/self/ns/${kind}`)
  } catch {
    return false
  }
}
