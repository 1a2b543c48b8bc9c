import { readdirSync, readFileSync } from 'node:fs'

/** Resident memory of a process and of everything that it started, in MiB; 0 where /proc is not. */
export function residentMiB(pid: number): number {
  return tree(pid).reduce((sum, each) => sum + ownMiB(each), 0)
}

/** The process and its descendants. */
function tree(pid: number): readonly number[] {
  return [pid, ...childrenOf(pid).flatMap(tree)]
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter((child) => child !== '')
        .map(Number),
    )
  } catch {
    // It ended meanwhile.
    return []
  }
}

function ownMiB(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
