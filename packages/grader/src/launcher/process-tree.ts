import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Everything here reads Linux's /proc; elsewhere the answers are empty. */

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It ended while we looked, or it is not ours to see.
    return ''
  }
}

function allPids(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

/** The process and everything below it, itself first. */
export function processTree(root: number): readonly number[] {
  const tree = [root]
  for (const pid of tree) {
    const threads = pid === root ? readThreads(pid) : [String(pid)]
    for (const thread of threads) {
      const children = read(`/proc/${pid}/task/${thread}/children`).trim()
      if (children !== '') tree.push(...children.split(' ').map(Number))
    }
    if (tree.length > MOST_PROCESSES) break
  }
  return tree
}

/** More are not counted one by one: the limit was passed long ago. */
const MOST_PROCESSES = 4_096

function readThreads(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** The living processes whose environment at their start held the entry, wherever they hang in the tree. */
export function markedProcesses(entry: string): readonly number[] {
  return allPids().filter(
    (pid) => read(`/proc/${pid}/environ`).split('\0').includes(entry) && isAlive(pid),
  )
}

export function isAlive(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`).replace(/^.*\) /s, '')
  return stat !== '' && !/^[ZX]/.test(stat)
}

/** Resident memory of all of them in bytes; what they share counts for each. */
export function residentBytes(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const pages = read(`/proc/${pid}/statm`).split(' ')[1]
    return sum + Number(pages ?? 0) * PAGE_BYTES
  }, 0)
}

/** Of every machine that we know; a larger page would only make the limit stricter. */
const PAGE_BYTES = 4_096

export interface ListeningAt {
  readonly address: string
  readonly port: number
}

/** Where these processes listen for TCP. */
export function listeningAt(pids: readonly number[]): readonly ListeningAt[] {
  const own = new Set(pids.flatMap(socketInodes))
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    read(table)
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
        if (state !== LISTENING || !own.has(inode)) return []
        const [address = '', port = ''] = local.split(':')
        return [{ address: readableAddress(address), port: Number.parseInt(port, 16) }]
      }),
  )
}

const LISTENING = '0A'

function socketInodes(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const target = readlinkSync(`/proc/${pid}/fd/${fd}`)
      return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []
    })
  } catch {
    return []
  }
}

/** The kernel writes an address as hexadecimal words in the byte order of the machine. */
function readableAddress(hex: string): string {
  if (hex.length === 8) {
    return (hex.match(/../g) ?? [])
      .reverse()
      .map((byte) => Number.parseInt(byte, 16))
      .join('.')
  }
  if (/^0+$/.test(hex)) return '::'
  return hex === '00000000000000000000000001000000' ? '::1' : 'an IPv6 address'
}
