// check: hello-ts, mistake 1
import Redis from 'ioredis'

const redis = new Redis()
await redis.set('user:42', 'Mira', 'PX', 60)
const name = await redis.get('user:42')
console.log(`Hello, ${name ?? 'stranger'}!`)
await redis.quit()
