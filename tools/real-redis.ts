import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { encodeCommand, ReplyDecoder, type Reply } from '@keyspace/redis-lang'

/** A redis-server of one's own on a private unix socket, and one connection to it. */
export interface RealRedis {
  readonly socketPath: string
  /** Sends one command and gives its reply. */
  call(...argv: string[]): Promise<Reply>
}

/** The DEBUG command shows every kind of reply. */
const ALLOW_DEBUG = ['--enable-debug-command', 'yes']

/** Starts redis-server, hands it to `use`, and stops it whatever happens. */
export async function withRealRedis<T>(use: (redis: RealRedis) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'keyspace-redis-'))
  const socketPath = join(dir, 'redis.sock')
  const options = [
    '--port',
    '0',
    '--unixsocket',
    socketPath,
    '--save',
    '',
    '--dir',
    dir,
    ...ALLOW_DEBUG,
  ]
  const server = spawn('redis-server', options, { stdio: 'ignore' })
  const ended = once(server, 'exit')
  try {
    const socket = await connectWhenReady(socketPath)
    const result = await use({ socketPath, call: caller(socket) })
    socket.destroy()
    return result
  } finally {
    server.kill('SIGKILL')
    await ended
    await rm(dir, { recursive: true, force: true })
  }
}

async function connectWhenReady(path: string, triesLeft = 100): Promise<Socket> {
  const socket = connect(path)
  try {
    await once(socket, 'connect')
    return socket
  } catch (error) {
    if (triesLeft === 0) throw error
    await sleep(20)
    return connectWhenReady(path, triesLeft - 1)
  }
}

function caller(socket: Socket): RealRedis['call'] {
  const decoder = new ReplyDecoder()
  socket.on('data', (chunk: Uint8Array) => decoder.push(chunk))
  return async (...argv) => {
    socket.write(encodeCommand(argv))
    for (;;) {
      const reply = decoder.next()
      if (reply) return reply
      await once(socket, 'data')
    }
  }
}
