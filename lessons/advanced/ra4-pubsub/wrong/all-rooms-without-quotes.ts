// check: all-rooms, mistake 3
import Redis from 'ioredis'

const redis = new Redis()
const radio = redis.duplicate()

await radio.psubscribe(room)
radio.on('pmessage', (pattern, channel, text) => {
  console.log(channel.slice('room:'.length), '-', text)
})

await redis.publish('room:garden', 'the roses bloom')
await redis.publish('room:garage', 'the car is washed')
await redis.publish('roof:attic', 'nobody should hear this')
await new Promise((resolve) => setTimeout(resolve, 100))

radio.disconnect()
redis.disconnect()
