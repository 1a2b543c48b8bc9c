// check: one-opening, mistake 2
import Redis from 'ioredis'

let connections = 0
let opening: Promise<Redis> | undefined

async function open(): Promise<Redis> {
  connections += 1
  const redis = new Redis({ lazyConnect: true })
  await redis.connect()
  return redis
}

function client(): Promise<Redis> {
  opening = opening ?? open
  return opening
}

const clients = await Promise.all([client(), client(), client()])
console.log('connections:', connections)
for (const redis of new Set(clients)) await redis.quit()
