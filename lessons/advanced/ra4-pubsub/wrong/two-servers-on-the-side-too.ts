// check: two-servers, mistake 2
import Redis from 'ioredis'

type Socket = (text: string) => void

async function startServer(redis: Redis) {
  const sockets = new Set<Socket>()
  const radio = redis.duplicate()
  await radio.subscribe('chat:support')
  radio.on('message', (_channel, text) => {
    for (const send of sockets) send(text)
  })
  return {
    join: (socket: Socket) => sockets.add(socket),
    say: (text: string) => (
      sockets.forEach((send) => send(text)),
      redis.publish('chat:support', text)
    ),
    stop: () => radio.disconnect(),
  }
}

let reads = 0
function browserOf(name: string): Socket {
  return (text) => {
    reads += 1
    console.log(name, 'reads:', text)
  }
}

const redis = new Redis()
const first = await startServer(redis)
const second = await startServer(redis)
first.join(browserOf('Anna'))
second.join(browserOf('Boris'))

await first.say('is anybody there?')
await new Promise((resolve) => setTimeout(resolve, 150))
console.log('times read:', reads)
first.stop()
second.stop()
redis.disconnect()
