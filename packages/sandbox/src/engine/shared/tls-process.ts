import { openHouse } from '../../testing/house.ts'
import { show } from '../../testing/show.ts'

/** A sandbox on the shared Redis whose address is the argument; prints what a learner is answered. */
const house = await openHouse({ kind: 'shared', redisUrl: process.argv[2] ?? '' })
const client = await house.open(await house.service.create())
client.send("SET a 'over TLS'", 'GET a', 'KEYS *')
const replies = await client.take(3)
process.stdout.write(`${replies.map(show).join(' ')}\n`)
await house.close()
