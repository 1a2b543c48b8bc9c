import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

interface Process {
  readonly pid: number
  readonly parent: number
  readonly name: string
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It ended meanwhile.
    return ''
  }
}

function allProcesses(): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const found = /^\d+ \((.*)\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`))
      return found ? [{ pid: Number(pid), parent: Number(found[2]), name: found[1] ?? '' }] : []
    })
}

/** Every process that the given one started, and those that these started. Linux only. */
export function descendants(root: number): readonly Process[] {
  const everything = allProcesses()
  const found: Process[] = []
  let parents = new Set([root])
  while (parents.size > 0) {
    const children = everything.filter(({ parent }) => parents.has(parent))
    found.push(...children)
    parents = new Set(children.map(({ pid }) => pid))
  }
  return found
}

/** Bytes that a process shares with no other. */
export function privateBytes(pid: number): number {
  const lines = read(`/proc/${pid}/smaps_rollup`).matchAll(/^Private_\w+:\s+(\d+) kB$/gm)
  let kilobytes = 0
  for (const [, count] of lines) kilobytes += Number(count)
  return kilobytes * 1_024
}

/** Clock ticks a second in /proc; Linux has had 100 for all programs since it has them. */
const TICKS = 100

/** CPU time that a process has used, all its threads together, in microseconds. */
export function cpuMicros(pid: number): number {
  const stat = read(`/proc/${pid}/stat`)
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return ((Number(user) + Number(system)) / TICKS) * 1e6
}

/** How many sockets a process has open. */
export function openSockets(pid: number): number {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).filter((fd) => {
    try {
      return readlinkSync(`${folder}/${fd}`).startsWith('socket:')
    } catch {
      return false
    }
  }).length
}
