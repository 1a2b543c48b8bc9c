// check: hundred-visits, mistake 4
import Redis from 'ioredis'

const redis = new Redis()
const hundred = Array.from({ length: 100 })

await redis.set('visits:slow', 0)
await Promise.all(
  hundred.map(async () => {
    const before = await redis.get('visits:slow')
    await redis.set('visits:slow', Number(before) + 1)
  }),
)
console.log('read, add, write:', await redis.get('visits:slow'))

await redis.set('visits:safe', 0)
await Promise.all(hundred.map(() => redis.incrby('visits:safe')))
console.log('one command:', await redis.get('visits:safe'))
await redis.quit()
