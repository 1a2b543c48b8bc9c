import { createServer } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProofRunner } from '@keyspace/lesson/prove'
import { openProofEngine, type ProofEngine } from '../proof-engine.ts'
import { findCodeWall } from './code-wall.ts'
import { problemOf, runProgram } from './run-program.ts'

const wall = await findCodeWall(false)

describe.skipIf(wall === undefined)('programs of lessons, in bubblewrap', () => {
  let engine: ProofEngine
  let runner: ProofRunner
  beforeAll(async () => {
    engine = await openProofEngine('embedded', 1)
    runner = await engine.open()
  })
  afterAll(async () => {
    await runner.close()
    await engine.close()
  })

  async function run(source: string) {
    const outcome = await runner.program({ practice: 'p', source, seconds: 10 })
    const { printed, commands } = await runner.evidence()
    return { outcome, printed: printed?.['p'], commands }
  }

  it('run with the real client, print what Node prints, and are evidence', async () => {
    const { outcome, printed, commands } = await run(`
      import Redis from 'ioredis'
      const redis = new Redis('redis://somewhere.else:1234')
      await redis.hset('h', { a: '1' })
      console.log(await redis.hgetall('h'), [1, 2], Buffer.from('x'))
      console.log(await redis.pipeline().incr('n').get('n').exec())
      await redis.quit()`)
    expect(outcome).toEqual({ kind: 'ran' })
    expect(printed).toEqual(["{ a: '1' } [ 1, 2 ] <Buffer 78>", "[ [ null, 1 ], [ null, '1' ] ]"])
    expect(commands.map(({ client, argv }) => [client, argv[0]])).toEqual([
      ['ts', 'hset'],
      ['ts', 'hgetall'],
      ['ts', 'incr'],
      ['ts', 'get'],
    ])
  })

  it.each([
    [
      'an error of Redis',
      "await r.set('s', 1)\nawait r.lpush('s', 2)",
      /^line 4: ReplyError: WRONGTYPE/,
    ],
    ['a mistake of its own', 'null.x', /^line 3: TypeError: /],
    [
      'an error nobody awaits',
      'setTimeout(() => {\nthrow new Error("late")\n}, 1)',
      /^line 4: Error: late/,
    ],
    [
      'code that does not parse',
      'const a = 1\nconst a = 2',
      /^line 4: SyntaxError: Identifier 'a'/,
    ],
    ['a connection left open', '', /^it leaves a connection open/],
    ['an import that is not there', "import fs from 'node:fs'\nfs.x", /no module 'node:fs'/],
  ])('are told by line: %s', async (_, code, problem) => {
    const { outcome } = await run(`import Redis from 'ioredis'\nconst r = new Redis()\n${code}`)
    expect(outcome.kind === 'ran' ? outcome.problem : outcome.why).toMatch(problem)
  })

  it('reach nothing of the machine', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    let visitors = 0
    server.on('connection', () => (visitors += 1))
    const { printed } = await run(`
      const load = (name) => Function('name', 'return import(name)')(name)
      const { readdirSync, readFileSync, writeFileSync } = await load('node:fs')
      const { connect } = await load('node:net')
      const { default: process } = await load('node:process')
      const tell = (work) => { try { console.log(work()) } catch (error) { console.log(error.code) } }
      tell(() => Object.keys(process.env).filter((name) => name !== 'PWD').length)
      tell(() => readFileSync('/etc/passwd', 'utf8').length)
      tell(() => readdirSync(${JSON.stringify(process.cwd())}).length)
      tell(() => writeFileSync('/usr/lib/x', ''))
      tell(() => readdirSync('/proc').filter((name) => Number(name) > 0).length < 4)
      console.log(await new Promise((resolve) => connect(${port}, '127.0.0.1')
        .on('connect', () => resolve('in')).on('error', ({ code }) => resolve(code))))`)
    server.close()
    expect(printed).toEqual(['0', 'ENOENT', 'ENOENT', 'EROFS', 'true', 'ECONNREFUSED'])
    expect(visitors).toBe(0)
  })

  it.each([
    ['an endless loop', 1, 'for (;;) {}', 'it was still running when its time was over'],
    ['endless output', 8, 'for (;;) console.log("x".repeat(1000))', 'it prints too much'],
    [
      'memory without end',
      8,
      'const a = []\nfor (;;) a.push(new Array(1e6).fill(a))',
      'it ran out of memory',
    ],
  ] as const)('end: %s', async (_, seconds, source, problem) => {
    const report = await runProgram({
      ...{ source, seconds },
      wall: wall ?? { command: () => ({ file: 'false', args: [] }) },
      connect: () => Promise.reject(new Error('none')),
    })
    expect(problemOf(report)).toBe(problem)
  })
})
