import { afterAll, beforeAll, expect, it } from 'vitest'
import { startRedis, type TestServer } from '../prove/testing/redis-server.ts'
import { globMatch } from './glob-match.ts'

const NAMES = [
  '',
  'a',
  'b',
  'ab',
  'a*',
  'a-b',
  '[a]',
  'a]',
  'user:1',
  'user:12',
  'user:1:name',
  'h\\llo',
  'A',
  '^a',
]
const GLOBS = [
  '*',
  '?',
  'a',
  'a*',
  '*a',
  'a?',
  'user:?',
  'user:*',
  'user:[0-9]',
  'user:[^0-9]*',
  '[ab]',
  '[^a]',
  '[a-c]*',
  '\\*',
  'a\\*',
  '\\[a\\]',
  '*]',
  'h\\\\llo',
  '[\\^a]*',
  '[a',
  'u*1*e',
]

let redis: TestServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

it('matches what KEYS of a real redis-server matches', async () => {
  const runner = await redis.open()
  for (const name of NAMES) await runner.run('A', `SET ${quote(name)} 1`)
  for (const glob of GLOBS) {
    const reply = await runner.run('A', `KEYS ${quote(glob)}`)
    const items = reply.kind === 'array' ? reply.items : []
    const found = items.map((item) =>
      item.kind === 'bulk' ? new TextDecoder().decode(item.value) : '',
    )
    const ours = NAMES.filter((name) => globMatch(glob, name))
    expect({ glob, found: ours.toSorted() }).toEqual({ glob, found: found.toSorted() })
  }
  await runner.close()
})

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}
