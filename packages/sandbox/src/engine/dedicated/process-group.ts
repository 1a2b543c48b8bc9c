import { readdirSync, readFileSync } from 'node:fs'

/** What /proc tells of one process. */
export interface ProcessFacts {
  readonly pid: number
  readonly name: string
  readonly uid: number
  readonly groups: string
  readonly nice: number
  readonly argv: readonly string[]
  /** The lines of /proc/pid/status. */
  readonly status: string
  /** The lines of /proc/pid/limits. */
  readonly limits: string
}

/** The living processes of a group, as Linux shows them: what a test counts to prove that nothing is left. */
export function processGroup(group: number): readonly ProcessFacts[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => factsOf(Number(pid), group))
}

function factsOf(pid: number, group: number): readonly ProcessFacts[] {
  try {
    // The name stands in parentheses and may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const [state, , processGroupId] = stat
    if (Number(processGroupId) !== group || state === 'Z') return []
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const field = (name: string): string =>
      new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)?.[1]?.trim() ?? ''
    return [
      {
        pid,
        name: field('Name'),
        uid: Number.parseInt(field('Uid'), 10),
        groups: field('Groups'),
        nice: Number(stat[16]),
        argv: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0'),
        status,
        limits: readFileSync(`/proc/${pid}/limits`, 'utf8'),
      },
    ]
  } catch {
    // It ended while we looked.
    return []
  }
}
