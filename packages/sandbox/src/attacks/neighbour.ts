import { once } from 'node:events'
import * as z from 'zod'
import { endChild, startChild } from './child.ts'
import type { HouseUnderAttack, Tenant } from './house-under-attack.ts'

const neighbourReport = z.strictObject({
  /** Each answer's time since it was asked for, in milliseconds. */
  tookMs: z.array(z.number()),
  /** What was not the answer that B must get. */
  wrong: z.array(z.string()),
})

export type NeighbourReport = z.infer<typeof neighbourReport>

/** B's client that asks all the time. */
export interface Neighbour {
  /** What happened since the last call. */
  report(): Promise<NeighbourReport>
  close(): Promise<void>
}

export async function startNeighbour(house: HouseUnderAttack, tenant: Tenant): Promise<Neighbour> {
  const child = startChild('./neighbour-process.ts', String(house.port), tenant.id, tenant.token)
  await once(child, 'message')
  return {
    async report() {
      const answer = once(child, 'message')
      child.send('report')
      const [message] = (await answer) as [unknown]
      return neighbourReport.parse(message)
    },
    close: () => endChild(child),
  }
}
