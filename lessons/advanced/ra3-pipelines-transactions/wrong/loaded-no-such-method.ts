// check: loaded, mistake 4
import Redis from 'ioredis'

const redis = new Redis()
const scores = { ann: 120, bob: 340, cid: 90, dora: 275 }

const truck = redis.batch()
for (const [name, score] of Object.entries(scores)) {
  truck.zadd('board', score, name)
}
const replies = await truck.exec()
console.log(`replies: ${replies?.length}`)
await redis.quit()
