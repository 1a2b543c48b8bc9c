import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diagnose, errorLine } from './diagnose.ts'
import { EXAMPLE_NAMES, EXAMPLES, exampleScript } from './examples.ts'
import { LIBRARY_NAMES, libraryMembers, LUA_GLOBALS } from './lua-library.ts'
import { RealRedis } from './testing/real-redis.ts'

const redis = new RealRedis()
beforeAll(() => redis.ready())
afterAll(() => redis.stop())

/** What Redis says of a script, and the kind that we say it is. */
const REFUSED: readonly [script: string, code: string, redis: RegExp][] = [
  ['return 1 +', 'syntax', /Error compiling script/],
  ['local x = 5 // 2', 'syntax', /Error compiling script/],
  ['local x = 5\nlocal y = x & 1', 'syntax', /Error compiling script/],
  ['if true then\n  return 1\n', 'syntax', /Error compiling script/],
  ['local a = 1\n\ngoto done', 'syntax', /Error compiling script/],
  ['local s = "a\nb"', 'syntax', /Error compiling script/],
  ['\n\ncount = 1', 'global-write', /Attempt to modify a readonly table/],
  ['function add() return 1 end', 'global-write', /Attempt to modify a readonly table/],
  ['local a\nreturn prnt', 'unknown-global', /nonexistent global variable 'prnt'/],
  ["print('a')", 'unknown-global', /nonexistent global variable 'print'/],
  ['return os.time()', 'unknown-global', /nonexistent global variable 'os'/],
  ['local a = 1\nreturn redis.cal("PING")', 'unknown-member', /attempt to call field 'cal'/],
  ["\nreturn redis.call('GTE', 'a')", 'unknown-command', /Unknown Redis command/],
  ["local a\nreturn redis.call('GET')", 'wrong-arity', /Wrong number of args/],
]

const ACCEPTED = [
  'return 1',
  'local a, b = 1\nreturn a',
  'local function add(a) return a + 1 end\nreturn add(1)',
  'local t = {x = 1, ["y"] = 2, 3}\nreturn t.x + t["y"] + t[1]',
  'for i = 1, #KEYS do redis.call("GET", KEYS[i]) end\nreturn ARGV[1]',
  'return redis.call("SET", KEYS[1], unpack(ARGV))',
  'local s = 0\nfor k, v in pairs({1, 2}) do s = s + v end\nreturn s',
  'return cjson.encode({bit.band(5, 4), string.len("я"), math.floor(2.5)})',
  'local ok, e = pcall(redis.call, "NOPE")\nreturn ok',
  '-- only a comment',
]

describe('what we say of a script before it runs', () => {
  it.each(REFUSED)('%j: %s', (script, code, words) => {
    const said = redis.cli('EVAL', script, '0')
    expect(said).toMatch(words)
    const [problem] = diagnose(script)
    expect(problem?.code).toBe(code)
    expect(problem?.line).toBe(errorLine(said))
  })

  it.each(ACCEPTED)('has nothing against %j, and neither has Redis', (script) => {
    expect(diagnose(script)).toEqual([])
    expect(redis.cli('EVAL', script, '1', 'key', 'argument')).not.toMatch(/^\(error\)/)
  })

  it('marks the name itself', () => {
    expect(diagnose('local a = 1\nreturn a + prnt')).toEqual([
      { code: 'unknown-global', detail: 'prnt', line: 2, column: 12, endColumn: 16 },
    ])
  })
})

describe('the library as we know it', () => {
  it('is what the server has', () => {
    const script = `
      local names = {}
      for name, value in pairs(_G) do
        if type(value) == 'table' and name ~= '_G' then
          for member in pairs(value) do names[#names + 1] = name .. '.' .. tostring(member) end
        end
        names[#names + 1] = name
      end
      table.sort(names)
      return table.concat(names, ' ')`
    const real = redis
      .cli('EVAL', script, '0')
      .slice(1, -1)
      .split(' ')
      .filter((name) => !name.startsWith('__') && !/^(KEYS|ARGV)\\./.test(name))
    const ours = [
      ...LUA_GLOBALS,
      ...LIBRARY_NAMES.flatMap((library) =>
        [...(libraryMembers(library) ?? [])].map((member) => `${library}.${member}`),
      ),
    ]
    expect(ours.toSorted()).toEqual(real.toSorted())
  })
})

describe.each(EXAMPLE_NAMES)('the example %s', (name) => {
  const { setup, keys, argv } = EXAMPLES[name]

  it('runs without a problem', () => {
    redis.cli('FLUSHALL')
    for (const words of setup) redis.cli(...words)
    const script = exampleScript(name, 'ru')
    expect(diagnose(script)).toEqual([])
    const reply = redis.cli('EVAL', script, String(keys.length), ...keys, ...argv)
    expect(reply).toMatch(/^(1\) )?\(integer\) [01]/)
  })

  it.each([
    ['lost', false],
    ['serial', true],
    ['atomic', true],
  ] as const)('%s: keeps every update is %s', async (way, isKept) => {
    const { race } = EXAMPLES[name]
    redis.cli('FLUSHALL')
    for (const words of setup) redis.cli(...words)
    const moves = {
      U1: [...race[way === 'atomic' ? 'atomic' : 'separate'].U1],
      U2: [...race[way === 'atomic' ? 'atomic' : 'separate'].U2],
    }
    for (const digit of race.orders[way]) {
      const move = moves[digit === '1' ? 'U1' : 'U2'].shift()
      if (move === undefined) continue
      if (move.kind === 'wait') {
        while (redis.cli('EXISTS', ...move.words) !== '(integer) 0')
          await new Promise((resolve) => setTimeout(resolve, 20))
        continue
      }
      const sent =
        move.kind === 'script'
          ? ['EVAL', EXAMPLES[name].script, String(keys.length), ...keys, ...move.words]
          : move.words
      const reply = redis.cli(...sent)
      if (way === 'lost' && move.onlyOn !== undefined) expect(move.onlyOn).toContain(reply)
      if (move.onlyOn !== undefined && !move.onlyOn.includes(reply))
        moves[digit === '1' ? 'U1' : 'U2'] = []
    }
    expect(redis.cli(...race.check) === race.expected).toBe(isKept)
  })
})
