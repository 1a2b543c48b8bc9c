import { setTimeout as sleep } from 'node:timers/promises'
import { splitLine } from '@keyspace/redis-lang'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RedisInstance, Touched } from '../engine.ts'
import { ask } from './ask.ts'
import { createDedicatedEngine, findServer, type DedicatedEngine } from './dedicated-engine.ts'

let engine: DedicatedEngine
let instance: RedisInstance

beforeAll(async () => {
  engine = await createDedicatedEngine({ memoryBytes: 16 * 1024 * 1024, warm: 0 })
  instance = await engine.launch({ user: 'learner' })
})

afterAll(async () => {
  await engine.close()
})

function words(line: string): readonly Uint8Array[] {
  const split = splitLine(line)
  if (!split.ok) throw new Error(line)
  return split.args
}

async function say(...lines: readonly string[]): Promise<void> {
  await ask((handlers) => instance.connect(handlers), lines.map(words))
}

/** What is heard of the commands, after what has been prepared; each key once, sorted. */
async function heardOf(
  commands: readonly string[],
  prepared: readonly string[] = [],
): Promise<string[]> {
  await say('FLUSHALL', ...prepared)
  const heard = new Set<string>()
  const stop = instance.onTouched((touched: Touched) => {
    if (touched.kind === 'all') heard.add('(all)')
    else for (const key of touched.keys) heard.add(Buffer.from(key).toString())
  })
  await sleep(10)
  await say(...commands)
  await sleep(30)
  stop()
  return [...heard].sort()
}

describe.runIf(findServer())('what a dedicated server tells of touched keys', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['a write', ['SET a 1'], [], ['a']],
    ['no read', ['GET a', 'TTL a'], ['SET a 1'], []],
    ['every key of a command', ['MSET a 1 b 2', 'DEL a b c'], [], ['a', 'b']],
    ['both names of RENAME', ['RENAME a b'], ['SET a 1'], ['a', 'b']],
    ['the new key of COPY', ['COPY a b'], ['SET a 1'], ['b']],
    ['MOVE', ['MOVE a 1'], ['SET a 1'], ['a']],
    ['another database', ['SELECT 3', 'SET a 1'], [], ['a']],
    [
      'what a script writes without declaring it',
      [`EVAL "redis.call('SET','x'..1,1)" 0`],
      [],
      ['x1'],
    ],
    ['MULTI', ['MULTI', 'SET a 1', 'INCR b', 'EXEC'], [], ['a', 'b']],
    ['a new time to live', ['EXPIRE a 100', 'PERSIST a'], ['SET a 1'], ['a']],
    ['the destination of a store', ['SUNIONSTORE d a b'], ['SADD a 1', 'SADD b 2'], ['d']],
    ['a consumer group', ['XGROUP CREATE s g $ MKSTREAM'], [], ['s']],
    ['keys of bytes', [String.raw`SET "\n" 1`], [], ['\n']],
    ['FLUSHALL', ['FLUSHALL'], ['SET a 1'], ['(all)']],
    ['FLUSHDB of another database', ['SELECT 2', 'FLUSHDB'], ['SET a 1'], ['(all)']],
    ['no SWAPDB: whoever sees the command looks at everything', ['SWAPDB 0 1'], ['SET a 1'], []],
    // The entries of the stream stay as they were; only the group's own state moves.
    [
      'no XREADGROUP',
      ['XREADGROUP GROUP g c STREAMS s >'],
      ['XADD s 1 f v', 'XGROUP CREATE s g 0'],
      [],
    ],
    ['SORT STORE', ['SORT l STORE d'], ['RPUSH l 2 1'], ['d']],
    ['GETEX', ['GETEX a EX 10'], ['SET a 1'], ['a']],
    ['PFADD, PFCOUNT', ['PFCOUNT h'], ['PFADD h a b'], ['h']],
  ])('%s', async (_, commands, prepared, expected) => {
    expect(await heardOf(commands, prepared)).toEqual(expected)
  })

  it('a key that expires', async () => {
    await say('FLUSHALL', 'SET a 1 PX 150')
    expect(await nextTouched()).toEqual(['a'])
  })

  it('a key that was evicted', async () => {
    await say('FLUSHALL')
    const filler = Array.from({ length: 100 }, (_, n) => `SETRANGE k${n} 50000 x`)
    await say(...filler)
    const heard = nextTouched()
    await ask(
      (handlers) => instance.connectAdmin(handlers),
      ['CONFIG SET maxmemory-policy allkeys-lru', 'CONFIG SET maxmemory 4mb', 'PING'].map(words),
    )
    expect((await heard)[0]).toMatch(/^k\d+$/)
  })

  it('what a waiting client takes', async () => {
    await say('FLUSHALL')
    const taken = ask(
      (handlers) => instance.connect(handlers),
      [words('BLMOVE src dst LEFT RIGHT 2')],
    )
    await sleep(20)
    const heard = nextTouched()
    await sleep(10)
    await say('RPUSH src v')
    await taken
    expect([...(await heard)].sort()).toEqual(['dst', 'src'])
  })

  it('twice to two listeners, and to nobody who has stopped', async () => {
    await say('FLUSHALL')
    const heard: string[] = []
    const stopOne = instance.onTouched(() => heard.push('one'))
    const stopTwo = instance.onTouched(() => heard.push('two'))
    await sleep(10)
    await say('SET a 1')
    await sleep(20)
    stopOne()
    await say('SET a 2')
    await sleep(20)
    stopTwo()
    await say('SET a 3')
    await sleep(20)
    expect(heard).toEqual(['one', 'two', 'two'])
  })
})

/** The keys of the first thing that is heard. */
function nextTouched(): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const stop = instance.onTouched((touched) => {
      stop()
      resolve(
        touched.kind === 'all' ? ['(all)'] : touched.keys.map((key) => Buffer.from(key).toString()),
      )
    })
  })
}
