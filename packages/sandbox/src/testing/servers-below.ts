import { execFileSync } from 'node:child_process'

/** Process ids of the programs of that name that run below this process: for tests. */
export function serversBelow(program: string): number[] {
  const table = execFileSync('ps', ['-eo', 'pid,ppid,comm'], { encoding: 'utf8' })
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/))
  const below = new Set([process.pid])
  for (let size = 0; size !== below.size;) {
    size = below.size
    for (const [pid, parent] of rows) if (below.has(Number(parent))) below.add(Number(pid))
  }
  return rows
    .filter(([pid, , name]) => name?.includes(program) && below.has(Number(pid)))
    .map(([pid]) => Number(pid))
}
