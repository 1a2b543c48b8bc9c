import type { Reply } from '@keyspace/redis-lang'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RedisInstance } from '../engine.ts'
import { ask } from './ask.ts'
import { createDedicatedEngine, findServer, type DedicatedEngine } from './dedicated-engine.ts'

let engine: DedicatedEngine

beforeAll(async () => {
  engine = await createDedicatedEngine({ memoryBytes: 16 * 1024 * 1024, warm: 0 })
})

afterAll(async () => {
  await engine.close()
})

function say(
  instance: RedisInstance,
  ...commands: (readonly string[])[]
): Promise<readonly Reply[]> {
  return ask((handlers) => instance.connect(handlers), commands)
}

/** How a bomb ended: with an error, or with the server's death and its cause. */
async function bomb(instance: RedisInstance, ...commands: (readonly string[])[]): Promise<string> {
  try {
    const last = (await say(instance, ...commands)).at(-1)
    return last?.kind === 'error' ? 'error' : (last?.kind ?? 'nothing')
  } catch {
    return (await instance.ended).cause
  }
}

describe.runIf(findServer())('the memory of a sandbox', () => {
  it.each([
    ['a string of 1 GiB', "return #string.rep('x', 1024 * 1024 * 1024)"],
    ['a table without end', 'local t = {} for i = 1, 1e9 do t[i] = i end'],
    ['a table of strings', "local t = {} for i = 1, 1e9 do t[i] = string.rep('x', 1e5) .. i end"],
    ['one string that doubles', "local s = 'x' while true do s = s .. s end"],
    ['a reply without end', 'local t = {} for i = 1, 5e6 do t[i] = tostring(i) end return t'],
    [
      'a script of cjson',
      "return #cjson.encode(cjson.decode('[' .. string.rep('[],', 2e7) .. '1]'))",
    ],
  ])('ends %s in a script', async (_, script) => {
    const instance = await engine.launch({ user: 'learner' })
    await say(instance, ['SET', 'kept', 'yes'])
    const end = await bomb(instance, ['EVAL', script, '0'])
    expect(['error', 'memory']).toContain(end)
    if (end === 'error') {
      expect(await say(instance, ['EXISTS', 'kept'])).toEqual([{ kind: 'integer', value: 1 }])
    }
    await instance.kill()
  })

  it('is 16 MiB of data', async () => {
    const instance = await engine.launch({ user: 'learner' })
    const fill = Array.from({ length: 20 }, (_, n) => ['SETRANGE', `k${n}`, '1000000', 'x'])
    const replies = await say(instance, ...fill)
    const refused = replies.find((reply) => reply.kind === 'error')
    expect(refused?.value).toMatch(/^OOM /)
    expect(await say(instance, ['GET', 'no'])).toEqual([{ kind: 'nil' }])
    await instance.kill()
  })

  it('holds against replies that nobody reads', async () => {
    const instance = await engine.launch({ user: 'learner' })
    await say(
      instance,
      ...Array.from({ length: 10 }, (_, n) => ['SETRANGE', `k${n}`, '1000000', 'x']),
    )
    const keys = Array.from({ length: 10 }, (_, n) => `k${n}`)
    const connection = instance.connect({ onData: () => undefined, onClose: () => undefined })
    connection.pause()
    const gets = Array.from({ length: 40 }, () => `MGET ${keys.join(' ')}\r\n`)
    connection.write(Buffer.from(gets.join('')))
    await vi.waitFor(async () => {
      const [stats] = await ask((handlers) => instance.connectAdmin(handlers), [['INFO', 'stats']])
      expect(stats?.kind === 'bulk' ? Buffer.from(stats.value).toString() : '').toMatch(
        /^evicted_clients:[1-9]/m,
      )
    })
    expect(await say(instance, ['EXISTS', 'k1'])).toEqual([{ kind: 'integer', value: 1 }])
    connection.close()
    await instance.kill()
  })
})
