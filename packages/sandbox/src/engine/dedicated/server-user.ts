import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** How many servers of this process may live at once, each as a user of its own. */
const usersPerProcess = 2_000

/**
 * Users that nobody else has: far above those of people and packages, or, in a container that maps
 * fewer, above those of its own system. Which block is left to chance, because two platforms on one
 * machine must not share users, and cannot see each other across containers.
 */
const wide = { first: 1_900_000_000, blocks: 100_000 }
const narrow = { first: 20_000, blocks: 20 }

const taken = new Set<number>()
let next = -1
let firstUser: number | undefined

/**
 * A number for a server that no other living server of this process has; give it back with
 * {@link freeSlot}. Goes round, because the kernel still counts the threads of a server that has
 * just died against its user's limit.
 */
export function claimSlot(): number {
  if (taken.size === usersPerProcess) throw new Error(`More than ${usersPerProcess} servers`)
  do next = (next + 1) % usersPerProcess
  while (taken.has(next))
  taken.add(next)
  return next
}

export function freeSlot(slot: number): void {
  taken.delete(slot)
}

/** The user and group that the server in a slot runs as; undefined when we may not change users. */
export function serverUser(slot: number): number | undefined {
  if (process.getuid?.() !== 0) return undefined
  const { first, blocks } = mappedUsers() > wide.first * 1.1 ? wide : narrow
  firstUser ??= first + randomInt(blocks) * usersPerProcess
  return firstUser + slot
}

/** How many user ids exist here: all of them, or what a container maps. */
function mappedUsers(): number {
  try {
    const map = readFileSync('/proc/self/uid_map', 'utf8').trim().split(/\s+/)
    return map.length === 3 ? Number(map[2]) : 0
  } catch {
    return 0
  }
}
