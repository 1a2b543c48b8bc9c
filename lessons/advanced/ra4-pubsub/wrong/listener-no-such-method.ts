// check: listener, mistake 2
import Redis from 'ioredis'

const redis = new Redis()
const radio = redis.duplicate()

await radio.listen('chat:kitchen')
radio.on('message', (channel, text) => console.log(`${channel}: ${text}`))

const heard = await redis.publish('chat:kitchen', 'coffee is ready')
console.log('heard by', heard)
await new Promise((resolve) => setTimeout(resolve, 100))

radio.disconnect()
redis.disconnect()
