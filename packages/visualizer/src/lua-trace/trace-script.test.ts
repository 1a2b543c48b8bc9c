import { ReplyDecoder, encodeCommand, type Argv, type Reply } from '@keyspace/redis-lang'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EXAMPLE_NAMES, EXAMPLES, exampleScript } from '../lua-sandbox/examples.ts'
import { RealRedis } from '../lua-sandbox/testing/real-redis.ts'
import { endsAlike, type Trace } from './trace.ts'

// As vite.config.ts sets it: whole numbers are written without ".0".
process.env['FENGARICONF'] = JSON.stringify({ LUA_COMPAT_FLOATSTRING: true })
const { traceScript } = await import('./trace-script.ts')

const redis = new RealRedis()
let socket: Socket
const decoder = new ReplyDecoder()
const waiting: ((reply: Reply) => void)[] = []

function call(argv: Argv): Promise<Reply> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    socket.write(encodeCommand(argv))
  })
}

beforeAll(async () => {
  await redis.ready()
  socket = connect(redis.socket)
  socket.on('data', (chunk) => {
    decoder.push(chunk)
    for (let reply = decoder.next(); reply; reply = decoder.next()) waiting.shift()?.(reply)
  })
})
afterAll(() => {
  socket.destroy()
  redis.stop()
})
beforeEach(() => redis.cli('FLUSHALL'))

function trace(
  script: string,
  keys: readonly string[] = [],
  argv: readonly string[] = [],
): Promise<Trace> {
  return traceScript({ script, keys, argv, call })
}

/** Scripts whose trace ends as Redis's own run of them. */
const ALIKE = [
  'return 10 / 2',
  'return tostring(10 / 2)',
  'return tostring(3) .. "|" .. 0x10 .. "|" .. 0.1',
  'return 5 // 2',
  'return {1, "two", {3, false}, nil, 5}',
  'return {ok = "FINE"}',
  'return redis.error_reply("MY own")',
  'return 70000 * 70000 % 1000',
  'return tonumber("70000") * tonumber("70000") % 1000',
  'return -7.9',
  'return true',
  'return false',
  'return {KEYS[1], ARGV[1], #KEYS, #ARGV}',
  'redis.call("SET", KEYS[1], 1.5) return redis.call("GET", KEYS[1])',
  'redis.call("SET", KEYS[1], 10) return redis.call("INCRBY", KEYS[1], 5)',
  'redis.call("RPUSH", KEYS[1], "a", "b", 3) return redis.call("LRANGE", KEYS[1], 0, -1)',
  'return redis.call("GET", "nothing")',
  'return redis.call("PING")',
  'local r = redis.pcall("INCR") return r.err ~= nil',
  'local ok, e = pcall(redis.call, "GET") return tostring(ok)',
  'return bit.band(0xff, 0x0f) + bit.lshift(1, 4)',
  'return bit.tohex(255)',
  'return cjson.encode({1, 2, {a = "b"}})',
  'return cjson.decode("{\\"a\\": [1, 2, {\\"b\\": 3}]}").a[3].b',
  'local t = {3, 1, 2} table.sort(t) return t',
  'local s = 0 for i = 1, 10 do s = s + i end return s',
  'return {unpack({1, 2, 3})}',
  'return string.format("%d %s %.2f", 3, "x", 1.005)',
  'return redis.sha1hex("")',
  'return table.concat({1, 2, 3}, ",")',
  'return math.floor(3.7) + math.max(1, 5)',
  'local a = nil\n\nreturn a.b',
  'return foo',
  'foo = 1',
  '\nreturn redis.call("NOPE")',
  'local x\nerror("boo")',
  'return 1 +',
]

describe('a traced script', () => {
  it.each(ALIKE)('ends as in Redis: %j', async (script) => {
    const { end } = await trace(script, ['key'], ['argument'])
    redis.cli('FLUSHALL')
    const real = redis.cli('EVAL', script, '1', 'key', 'argument')
    expect([end, real, endsAlike(end, real)]).toEqual([end, real, true])
  })

  it('tells each line, its variables and its calls', async () => {
    const script = 'local n = 2\nlocal text = redis.call("GET", KEYS[1])\nreturn n'
    redis.cli('SET', 'k', 'v')
    const { steps, end } = await trace(script, ['k'])
    expect(steps).toEqual([
      { line: 1, locals: [], calls: [] },
      { line: 2, locals: [{ name: 'n', value: '2' }], calls: [{ line: 'GET k', reply: '"v"' }] },
      {
        line: 3,
        locals: [
          { name: 'n', value: '2' },
          { name: 'text', value: '"v"' },
        ],
        calls: [],
      },
    ])
    expect(end).toEqual({ kind: 'reply', text: '(integer) 2' })
  })

  it('follows a long loop no further than it can show', async () => {
    const { steps, end } = await trace('while true do local a = 1 end')
    expect(end).toEqual({ kind: 'stopped' })
    expect(steps).toHaveLength(2_000)
  })

  it('gives the script no way to the page', async () => {
    for (const name of ['os', 'io', 'package', 'debug', 'require', 'js', 'coroutine', 'dofile']) {
      const { end } = await trace(`return ${name}`)
      expect(end.kind, name).toBe('error')
    }
  })

  it('says when it ends otherwise than Redis', async () => {
    const script = 'return 2 ^ 53 .. ""'
    const { end } = await trace(script)
    expect(end).toEqual({ kind: 'reply', text: '"9007199254741000"' })
    expect(redis.cli('EVAL', script, '0')).toBe('"9.007199254741e+15"')
    expect(endsAlike(end, redis.cli('EVAL', script, '0'))).toBe(false)
    expect(endsAlike({ kind: 'reply', text: '(integer) 1' }, '(integer) 2')).toBe(false)
    expect(endsAlike({ kind: 'error', message: 'x', line: 3 }, '(integer) 2')).toBe(false)
    expect(
      endsAlike({ kind: 'error', message: 'x', line: 3 }, '(error) ERR user_script:4: x'),
    ).toBe(false)
    expect(endsAlike({ kind: 'stopped' }, '(integer) 2')).toBe(false)
  })
})

it.each(EXAMPLE_NAMES)('the example %s is traced as Redis runs it', async (name) => {
  const { setup, keys, argv } = EXAMPLES[name]
  const prepare = (): void => {
    redis.cli('FLUSHALL')
    for (const words of setup) redis.cli(...words)
  }
  prepare()
  const { end, steps } = await trace(exampleScript(name, 'en'), keys, argv)
  prepare()
  const real = redis.cli('EVAL', exampleScript(name, 'en'), String(keys.length), ...keys, ...argv)
  expect(endsAlike(end, real)).toBe(true)
  expect(steps.length).toBeGreaterThan(1)
})
