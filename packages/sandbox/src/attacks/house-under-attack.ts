import { once } from 'node:events'
import type { EngineKind } from '../engine/engine.ts'
import { endChild, startChild } from './child.ts'
import { houseAnswer } from './house-messages.ts'

/** What it takes to log in. */
export interface Tenant {
  readonly id: string
  readonly token: string
}

/** The server that is attacked, seen from the outside. */
export interface HouseUnderAttack {
  readonly kind: EngineKind
  readonly port: number
  readonly pid: number
  create(): Promise<Tenant>
  delete(tenant: Tenant): void
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (tenant: Tenant) => void
  readonly reject: (error: Error) => void
}

/** Starts it. @throws when it ends before it is ready. */
export async function startHouse(kind: EngineKind): Promise<HouseUnderAttack> {
  const child = startChild('./house-process.ts', kind)
  const waiting = new Map<number, Waiting>()
  let tickets = 0
  const ended = once(child, 'exit').then(() => {
    for (const { reject } of waiting.values()) reject(new Error('the server ended'))
    throw new Error('the server ended before it was ready')
  })
  const ready = new Promise<number>((resolve) => {
    child.on('message', (message) => {
      const answer = houseAnswer.parse(message)
      if (answer.kind === 'ready') {
        resolve(answer.port)
        return
      }
      const asked = waiting.get(answer.ticket)
      waiting.delete(answer.ticket)
      if (answer.kind === 'created') asked?.resolve({ id: answer.id, token: answer.token })
      else asked?.reject(new Error(answer.reason))
    })
  })
  const port = await Promise.race([ready, ended])
  ended.catch(() => undefined)
  return {
    kind,
    port,
    pid: child.pid ?? 0,
    create: () =>
      new Promise((resolve, reject) => {
        tickets += 1
        waiting.set(tickets, { resolve, reject })
        child.send({ kind: 'create', ticket: tickets })
      }),
    delete: ({ id }) => void child.send({ kind: 'delete', id }),
    close: () => endChild(child),
  }
}
