import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { randomInt } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { GraderTrouble } from './grader-trouble.ts'

/** Below the ports that the kernel gives to outgoing connections: nobody takes one of these by chance. */
const FROM = 12_000
const TO = 32_000
const TRIES = 50

/** Listens on a port of 127.0.0.1 that stays free when the server is closed for a moment. */
export async function listenOnFreePort(server: Server): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(FROM, TO)
    if (!lock(port)) continue
    if (await listenOn(server, port)) return port
    releasePort(port)
  }
  throw new GraderTrouble('no free port on 127.0.0.1')
}

/** False when somebody else has the port. */
export async function listenOn(server: Server, port: number): Promise<boolean> {
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
    return true
  } catch {
    return false
  }
}

/** A port for a program that is about to listen; until {@link releasePort} no other grading gets it. */
export async function reservePort(): Promise<number> {
  const server = createServer()
  const port = await listenOnFreePort(server)
  await closed(server)
  return port
}

export function releasePort(port: number): void {
  rmSync(lockFile(port), { force: true })
}

/** Gradings in other processes choose ports too: between choosing one and listening on it, a file keeps it. */
function lock(port: number): boolean {
  makeLocks()
  const file = lockFile(port)
  try {
    writeFileSync(file, '', { flag: 'wx' })
    return true
  } catch (cause) {
    // Where no file can be written at all, chance has to do.
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) return true
    forgetStale(file)
    return false
  }
}

/** Of a grader that was killed; no grading lasts so long. */
const STALE_AFTER_MS = 2 * 60 * 60 * 1_000

function forgetStale(file: string): void {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  if (age > STALE_AFTER_MS) rmSync(file, { force: true })
}

/** Not the folder for temporary files, which every process may have elsewhere: ports belong to the machine. */
const LOCKS = '/tmp/keyspace-ports'

function lockFile(port: number): string {
  return join(LOCKS, String(port))
}

/** Every user's gradings keep their ports there. */
function makeLocks(): void {
  if (existsSync(LOCKS)) return
  mkdirSync(LOCKS, { recursive: true })
  chmodSync(LOCKS, 0o1777)
}

export async function closed(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}
