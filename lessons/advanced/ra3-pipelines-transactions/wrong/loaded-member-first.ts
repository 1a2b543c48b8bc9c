// check: loaded, mistake 1
import Redis from 'ioredis'

const redis = new Redis()
const scores = { ann: 120, bob: 340, cid: 90, dora: 275 }

const truck = redis.pipeline()
for (const [name, score] of Object.entries(scores)) {
  truck.zadd('board', name, score)
}
const replies = await truck.exec()
console.log(`replies: ${replies?.length}`)
await redis.quit()
