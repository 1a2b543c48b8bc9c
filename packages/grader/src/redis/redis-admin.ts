import { once } from 'node:events'
import { connect } from 'node:net'
import { encodeCommand, ReplyDecoder, type Reply } from '@keyspace/redis-lang'
import { GraderTrouble } from '../grader-trouble.ts'
import { GRADER_USER, type RedisProcess } from './redis-process.ts'

/** The grader's own connection: it looks at and prepares the data, past the proxy. */
export interface RedisAdmin {
  /** @throws GraderTrouble when the server is gone, RedisBusy when it does not answer within 3 s. */
  call(...argv: (string | number)[]): Promise<Reply>
  close(): void
}

/** The server lives and does not answer: something that the submission sent keeps it busy. */
export class RedisBusy extends Error {
  override readonly name = 'RedisBusy'
}

const ANSWER_WITHIN_MS = 3_000

interface Waiting {
  readonly resolve: (reply: Reply) => void
  readonly reject: (reason: Error) => void
}

export async function openAdmin(server: RedisProcess): Promise<RedisAdmin> {
  const socket = connect(server.adminSocketPath)
  socket.setNoDelay(true)
  const decoder = new ReplyDecoder()
  const waiting: Waiting[] = []
  let ended: Error | undefined
  const fail = (reason: Error): void => {
    ended ??= reason
    for (const { reject } of waiting.splice(0)) reject(reason)
    socket.destroy()
  }
  socket.on('data', (chunk: Uint8Array) => {
    decoder.push(chunk)
    for (let reply; (reply = decoder.next()) !== undefined;) waiting.shift()?.resolve(reply)
  })
  socket.on('error', () => fail(new GraderTrouble('the connection to redis-server broke')))
  socket.on('close', () => fail(new GraderTrouble('redis-server is gone')))

  const call: RedisAdmin['call'] = async (...argv) => {
    if (ended !== undefined) throw ended
    socket.write(encodeCommand(argv.map(String)))
    const busy = setTimeout(
      () => fail(new RedisBusy('Redis does not answer any more')),
      ANSWER_WITHIN_MS,
    )
    try {
      const reply = await new Promise<Reply>((resolve, reject) => waiting.push({ resolve, reject }))
      if (reply.kind !== 'error') return reply
      if (reply.value.startsWith('BUSY')) throw new RedisBusy(reply.value)
      throw new GraderTrouble(`redis-server answered "${reply.value}" to ${argv[0] ?? ''}`)
    } finally {
      clearTimeout(busy)
    }
  }
  await once(socket, 'connect').catch((cause: unknown) => {
    throw new GraderTrouble('redis-server does not accept connections', { cause })
  })
  if (server.password !== undefined) await call('AUTH', GRADER_USER, server.password)
  return { call, close: () => socket.destroy() }
}
