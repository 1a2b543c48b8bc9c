import { describe, expect, it } from 'vitest'
import { transpile } from './index.ts'

describe('transpile', () => {
  it('takes types out and keeps every line where it is', () => {
    const source = [
      "import Redis, { type RedisOptions } from 'ioredis'",
      'interface User {',
      '  name: string',
      '}',
      'const user = { name: `a\n b` } satisfies User',
      'const redis: Redis = new Redis({} as RedisOptions)',
      'await redis.get(user.name)',
    ].join('\n')
    const made = transpile(source)
    if (!made.ok) throw new Error(made.problem.message)
    const lines = made.program.split('\n')
    expect(lines).toHaveLength(source.split('\n').length)
    expect(lines[0]).toContain("require('ioredis')")
    expect(lines.slice(1, 4).join('').trim()).toBe('')
    expect(lines.at(-1)).toBe('await redis.get(user.name)')
  })

  it('says where it is no TypeScript', () => {
    expect(transpile('const a = 1\nconst b = (\n  2\n')).toEqual({
      ok: false,
      problem: { message: 'Unexpected token, expected ","', line: 4, column: 1 },
    })
  })
})
