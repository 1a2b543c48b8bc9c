import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, it } from 'vitest'
import { collectTypes } from './collect-types.ts'
import type { ProgramService } from './answers.ts'
import { createProgramService } from './program-service.ts'
import type { ProgramTypes } from './program-types.ts'

const REDIS = `import Redis from 'ioredis'\nconst redis = new Redis()\n`

let types: ProgramTypes
let service: ProgramService
beforeAll(async () => {
  types = await collectTypes()
  service = createProgramService(types)
})

const messages = (program: string): readonly string[] =>
  service.problems(program).map(({ message }) => message)

describe('the declarations', () => {
  it('lie in a file system of their own, without a path of this machine', () => {
    expect(types.packages['ioredis']).toMatch(/^\/node_modules\//)
    expect(Object.keys(types.files).join()).not.toContain(process.cwd())
  })
})

describe('a program', () => {
  it('is told a command that is not there, with its place', () => {
    const program = `${REDIS}await redis.zad('board', 1, 'ann')\n`
    const [problem, ...others] = service.problems(program)
    expect(others).toEqual([])
    expect(problem?.message).toContain("Property 'zad' does not exist on type 'Redis'")
    expect(program.slice(problem?.start, problem?.end)).toBe('zad')
  })

  it.each([
    ["await redis.set('a')", 'Expected 2-7 arguments, but got 1'],
    ["const n: number = await redis.get('a')", "Type 'string | null' is not assignable"],
    ['const a = 1\nconst a = 2', "Cannot redeclare block-scoped variable 'a'"],
    ['console.log(', "')' expected"],
  ])('%s', (line, said) => {
    expect(messages(REDIS + line).join('\n')).toContain(said)
  })

  it.each([
    "await redis.zadd('board', 1, 'ann')\nawait redis.quit()",
    "import { createHash } from 'node:crypto'\nconsole.log(createHash('sha1').digest('hex'))",
    "import { setTimeout as sleep } from 'node:timers/promises'\nawait sleep(5)",
    "import { EventEmitter } from 'events'\nnew EventEmitter().on('a', () => undefined)",
    "redis.on('message', (channel, text) => console.log(channel, text))",
    'console.log(process.env.REDIS_URL, Buffer.from("a").toString("hex"))',
    "for await (const keys of redis.scanStream({ match: 'a*' })) console.log(keys)",
    "const [[, value]] = (await redis.multi().get('a').exec()) ?? [[null, null]]\nconsole.log(value)",
  ])('is right: %s', (line) => {
    expect(messages(REDIS + line)).toEqual([])
  })

  it('is not blamed for a blank, and is for what stands beside one', () => {
    expect(messages(`${REDIS}await redis.get(___FILL_KEY___)\n___FILL___`)).toEqual([])
    expect(messages(`${REDIS}await redis.gett(___FILL_KEY___)`)).toHaveLength(1)
  })

  it('hears it in Russian', async () => {
    const path = createRequire(import.meta.url).resolve(
      'typescript/lib/ru/diagnosticMessages.generated.json',
    )
    const inRussian = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>
    const russian = createProgramService(types, inRussian)
    const [problem] = russian.problems(`${REDIS}redis.zad('a')`)
    expect(problem?.message).toContain('Свойство "zad" не существует в типе "Redis"')
  })
})

describe('what may stand at a place', () => {
  it('is every command of the client, with its sentence; fields and those for bytes come last', () => {
    const program = `${REDIS}redis.z`
    const offers = service.offers(program, program.length)
    const names = offers.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['zadd', 'zrange', 'hset', 'pipeline']))
    expect(names).not.toContain('___FILL_KEY___')
    const order = (name: string) => offers.find((offer) => offer.name === name)?.order ?? ''
    expect(order('getBuffer') > order('zadd')).toBe(true)
    expect(order('condition') > order('config')).toBe(true)
    const about = service.aboutOffer(program, program.length, 'zadd')
    expect(about?.text).toBe(
      'Add one or more members to a sorted set, or update its score if it already exists',
    )
    expect(about?.declaration).toMatch(/^\(method\) Redis\.zadd\(/)
  })

  it('is nothing of a browser', () => {
    const names = service.offers('d', 1).map(({ name }) => name)
    expect(names).toContain('console')
    expect(names).not.toContain('document')
    expect(names).not.toContain('fetch')
  })
})

it('a name tells its declaration', () => {
  const program = `${REDIS}await redis.expire('a', 5)`
  const about = service.about(program, program.indexOf('expire') + 2)
  expect(about?.text).toMatch(/time to live in seconds|expiration/i)
  expect(program.slice(about?.start, about?.end)).toBe('expire')
  expect(service.about('  ', 1)).toBeNull()
})

it('a call tells whose method it is', () => {
  const calls = ['redis.get(', 'new Map().get(', "redis.multi().set('a', "]
  const callees = calls.map(
    (call) => service.call(REDIS + call, REDIS.length + call.length)?.callee,
  )
  expect(callees).toEqual([
    expect.stringMatching(/^\(method\) Redis\.get\(/),
    expect.stringMatching(/^\(method\) Map<any, any>\.get\(/),
    expect.stringMatching(/^\(method\) Redis\.set\(/),
  ])
})

it('a call tells its parameters, and at which one it is', () => {
  const program = `${REDIS}await redis.expire('a', `
  const call = service.call(program, program.length)
  const signature = call?.signatures[call.signature]
  expect(call?.parameter).toBe(1)
  const { start, end } = signature?.parameters[1] ?? { start: 0, end: 0 }
  expect(signature?.declaration.slice(start, end)).toMatch(/^seconds: /)
})
