import * as z from 'zod'
import { openHouse } from '../testing/house.ts'
import { RedisAtPort } from '../testing/redis-at-port.ts'
import type { HouseAnswer } from './house-messages.ts'

/** The product's own parts in a process of their own: engine, service and RESP port. */
const kind = z.enum(['dedicated', 'embedded', 'shared']).parse(process.argv[2])
const request = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), ticket: z.number() }),
  z.strictObject({ kind: z.literal('delete'), id: z.string() }),
])

const redis = kind === 'shared' ? await RedisAtPort.start('--maxmemory', '256mb') : undefined
const redisUrl = redis === undefined ? {} : { redisUrl: redis.url }
const house = await openHouse({ kind, ...redisUrl, idleMs: 3_600_000 })

function tell(answer: HouseAnswer): void {
  process.send?.(answer)
}

async function create(ticket: number): Promise<void> {
  try {
    const { id, token } = await house.service.create()
    tell({ kind: 'created', ticket, id, token })
  } catch (error) {
    tell({ kind: 'failed', ticket, reason: String(error) })
  }
}

async function end(): Promise<void> {
  await house.close()
  await redis?.stop()
}

process.on('message', (message) => {
  const asked = request.parse(message)
  if (asked.kind === 'create') void create(asked.ticket)
  else void house.service.get(asked.id)?.delete()
})
process.on('disconnect', () => {
  void end().then(() => process.exit(0))
})
tell({ kind: 'ready', port: house.port })
