import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { encodeCommand, ReplyDecoder, type Reply } from '@keyspace/redis-lang'
import type { ServerPort } from '../server-run.ts'

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

const encoder = new TextEncoder()

/** A redis-server of its own, and a connection to it. */
export async function startRedis(): Promise<ServerPort & { stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'keyspace-eviction-'))
  const path = join(folder, 'redis.sock')
  const child = spawn(
    'redis-server',
    ['--port', '0', '--unixsocket', path, '--save', '', '--dir', folder],
    { stdio: 'ignore' },
  )
  while (!existsSync(path)) await sleep(20)
  const socket = connect(path)
  await once(socket, 'connect')
  return {
    ask: asking(socket),
    wait: async (ms) => {
      await sleep(ms)
    },
    async stop() {
      socket.destroy()
      child.kill('SIGKILL')
      await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function asking(socket: Socket): ServerPort['ask'] {
  const decoder = new ReplyDecoder()
  const waiting: ((reply: Reply) => void)[] = []
  socket.on('data', (chunk: Uint8Array) => {
    decoder.push(chunk)
    for (let reply = decoder.next(); reply !== undefined; reply = decoder.next()) {
      waiting.shift()?.(reply)
    }
  })
  return (commands) => {
    const replies = commands.map(() => new Promise<Reply>((resolve) => waiting.push(resolve)))
    const bytes = commands.map((words) => encodeCommand(words.map((word) => encoder.encode(word))))
    socket.write(Buffer.concat(bytes))
    return Promise.all(replies)
  }
}
