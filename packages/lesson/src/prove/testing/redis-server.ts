import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  bytesToJson,
  encodeCommand,
  replyToJson,
  ReplyDecoder,
  splitLine,
  type KeyValue,
  type KeyView,
  type Reply,
} from '@keyspace/redis-lang'
import type { AnsweredCommand } from '../../assert/evidence.ts'
import type { ProofRunner } from '../runner.ts'

/** A real redis-server on a socket of its own; each runner starts on an empty one. */
export interface TestServer {
  readonly open: () => Promise<ProofRunner>
  readonly stop: () => Promise<void>
}

type Run = (argv: readonly (Uint8Array | string)[]) => Promise<Reply>

export async function startRedis(): Promise<TestServer> {
  const dir = await mkdtemp(join(tmpdir(), 'lesson-redis-'))
  const path = join(dir, 's')
  const child = spawn('redis-server', [
    '--port',
    '0',
    '--unixsocket',
    path,
    '--save',
    '',
    '--dir',
    dir,
  ])
  await ready(path)
  let closed: Promise<unknown> = Promise.resolve()
  return {
    // There is one server for all, so one waits until the other is done.
    open: async () => {
      const before = closed
      let done = (): void => undefined
      closed = new Promise<void>((resolve) => (done = resolve))
      await before
      const runner = await openRunner(path)
      return { ...runner, close: () => runner.close().finally(done) }
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await gone
      await rm(dir, { recursive: true })
    },
  }
}

async function ready(path: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const socket = await dial(path).catch(() => undefined)
    if (socket !== undefined) {
      socket.destroy()
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('redis-server did not start')
}

function dial(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(socket)).once('error', reject)
  })
}

async function client(path: string): Promise<{ run: Run; close: () => void }> {
  const socket = await dial(path)
  const decoder = new ReplyDecoder()
  const waiting: ((reply: Reply) => void)[] = []
  socket.on('data', (chunk) => {
    decoder.push(chunk)
    for (let reply = decoder.next(); reply !== undefined; reply = decoder.next())
      waiting.shift()?.(reply)
  })
  return {
    run: (argv) =>
      new Promise((resolve) => {
        waiting.push(resolve)
        socket.write(encodeCommand(argv))
      }),
    close: () => socket.destroy(),
  }
}

async function openRunner(path: string): Promise<ProofRunner> {
  const observer = await client(path)
  await observer.run(['FLUSHALL'])
  const clients = new Map<string, { run: Run; close: () => void }>()
  const commands: AnsweredCommand[] = []
  return {
    run: async (name, line) => {
      const own = clients.get(name) ?? (await client(path))
      clients.set(name, own)
      const split = splitLine(line)
      const argv = split.ok ? split.args : []
      const reply = await own.run(argv)
      commands.push({ client: name, argv: argv.map(bytesToJson), reply: replyToJson(reply) })
      return reply
    },
    seed: (line) => {
      const split = splitLine(line)
      return observer.run(split.ok ? split.args : [])
    },
    program: () =>
      Promise.resolve({ kind: 'not-run', why: 'this server runs none', hint: 'use another' }),
    evidence: async () => ({ keys: await views(observer.run), commands }),
    doubt: () => undefined,
    close: () => {
      for (const own of [observer, ...clients.values()]) own.close()
      return Promise.resolve()
    },
  }
}

async function views(run: Run): Promise<KeyView[]> {
  const names = texts(await run(['KEYS', '*'])).toSorted()
  return Promise.all(
    names.map(async (key) => {
      const ttl = number(await run(['PTTL', key]))
      return {
        ...{ db: 0, key, encoding: '', memory: null, length: 0, truncated: false },
        ttlMs: ttl < 0 ? null : ttl,
        value: await valueOf(run, key),
      }
    }),
  )
}

async function valueOf(run: Run, key: string): Promise<KeyValue> {
  const type = await run(['TYPE', key])
  if (type.kind === 'status' && type.value === 'list') {
    return { type: 'list', items: texts(await run(['LRANGE', key, '0', '-1'])) }
  }
  return { type: 'string', value: texts(await run(['MGET', key]))[0] ?? '' }
}

function texts(reply: Reply): string[] {
  const items = reply.kind === 'array' ? reply.items : []
  return items.map((item) => (item.kind === 'bulk' ? new TextDecoder().decode(item.value) : ''))
}

function number(reply: Reply): number {
  return reply.kind === 'integer' ? Number(reply.value) : -1
}
