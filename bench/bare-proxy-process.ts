// The least that a proxy in Node can be: bytes go through unread, each client has a connection of its own behind it. Nothing
// is limited, kept or judged. What this costs no gateway on Node's sockets can save.
//   node bare-proxy-process.js <port> <port of Redis>
import { connect, createServer } from 'node:net'

const [port, redisPort] = process.argv.slice(2).map(Number)
if (port === undefined || redisPort === undefined) throw new Error('two ports are needed')

createServer({ noDelay: true }, (client) => {
  const upstream = connect({ port: redisPort, host: '127.0.0.1', noDelay: true })
  client.on('data', (chunk) => upstream.write(chunk))
  upstream.on('data', (chunk) => client.write(chunk))
  const end = (): void => {
    client.destroy()
    upstream.destroy()
  }
  for (const socket of [client, upstream]) socket.on('close', end).on('error', end)
}).listen(port, '127.0.0.1')
