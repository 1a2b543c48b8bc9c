import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { randomInt } from 'node:crypto'
import { GraderTrouble } from './grader-trouble.ts'

/** Chosen by a lane of this process, and not given back yet. */
const reserved = new Set<number>()

/** Below the ports that the kernel gives to outgoing connections: nobody takes one of these by chance. */
const FROM = 12_000
const TO = 32_000
const TRIES = 50

/** Listens on a port of 127.0.0.1 that stays free when the server is closed for a moment. */
export async function listenOnFreePort(server: Server): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(FROM, TO)
    if (!reserved.has(port) && (await listenOn(server, port))) return port
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

/** A port for a program that is about to listen; until {@link releasePort} nobody else here gets it. */
export async function reservePort(): Promise<number> {
  const server = createServer()
  const port = await listenOnFreePort(server)
  reserved.add(port)
  await closed(server)
  return port
}

export function releasePort(port: number): void {
  reserved.delete(port)
}

export async function closed(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}
