// check: second-line, mistake 1
import Redis from 'ioredis'

const redis = new Redis()
const worker = redis

await redis.del('mails')
const waiting = worker.blpop('mails', 1)
await redis.lpush('mails', 'mail:42')
const job = await waiting
console.log(job === null ? 'nothing came in time' : `got ${job[1]}`)

worker.disconnect()
redis.disconnect()
