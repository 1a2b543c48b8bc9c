import type { ReferenceName } from './references.ts'

/** A reference with one defect: which text is replaced, and which checks must say so. */
export interface Mutant {
  readonly defect: string
  readonly of: ReferenceName
  readonly replace: readonly (readonly [from: string, to: string])[]
  readonly fails: readonly string[]
}

/** Every check that first brings an address to its limit. */
const NEEDS_LIMIT = [
  'limit-ten-then-429',
  'limit-key-and-ttl',
  'limit-per-ip',
  'limit-concurrent',
  'limit-window-ends',
  'limit-all-routes',
] as const

const EXPIRE_ONCE = `if count == 1 then
      redis.call('EXPIRE', KEYS[1], ARGV[1])
    end`
const COUNT =
  'const count = await redis.countRequest(`rate:ip:${addressOf(request)}`, WINDOW_SECONDS)'
const KEY = 'const key = `rate:ip:${addressOf(request)}`'

function node(defect: string, replace: Mutant['replace'], fails: readonly string[]): Mutant {
  return { defect, of: 'node', replace, fails }
}

const LIMITER: readonly Mutant[] = [
  node(
    'lets eleven through',
    [['LIMIT = 10', 'LIMIT = 11']],
    ['limit-ten-then-429', 'limit-concurrent'],
  ),
  node(
    'lets nine through',
    [['LIMIT = 10', 'LIMIT = 9']],
    ['limit-ten-then-429', 'limit-concurrent'],
  ),
  node('never limits', [['return count > LIMIT', 'return false']], NEEDS_LIMIT),
  node('answers 503 instead of 429', [['[429,', '[503,']], NEEDS_LIMIT),
  node(
    'breaks with 500 where it should limit',
    [
      [
        "if (await isLimited(request)) return [429, { error: 'too many requests' }]",
        "if (await isLimited(request)) throw new Error('429')",
      ],
    ],
    NEEDS_LIMIT,
  ),
  node('names its key rate:<ip>', [['`rate:ip:$', '`rate:$']], ['limit-key-and-ttl']),
  node(
    'has one counter for everybody',
    [['`rate:ip:${addressOf(request)}`', "'rate:ip:all'"]],
    ['limit-key-and-ttl', 'limit-per-ip'],
  ),
  node(
    'counts per connection',
    [
      [
        '`rate:ip:${addressOf(request)}`',
        '`rate:ip:${addressOf(request)}:${request.socket.remotePort}`',
      ],
    ],
    ['limit-key-and-ttl', 'limit-concurrent'],
  ),
  node(
    'trusts X-Forwarded-For',
    [
      [
        "request.socket.remoteAddress.replace(/^::ffff:/, '')",
        "request.headers['x-forwarded-for']",
      ],
    ],
    NEEDS_LIMIT,
  ),
  node(
    'has a window of ten minutes',
    [['WINDOW_SECONDS = 60', 'WINDOW_SECONDS = 600']],
    ['limit-key-and-ttl'],
  ),
  node(
    'has a window of half a minute',
    [['WINDOW_SECONDS = 60', 'WINDOW_SECONDS = 30']],
    ['limit-key-and-ttl'],
  ),
  node(
    'never expires',
    [[EXPIRE_ONCE, '']],
    ['limit-key-and-ttl', 'limit-window-ends', 'limit-in-lua', 'limit-survives-cut'],
  ),
  node(
    'pushes the window back with each request',
    [[EXPIRE_ONCE, "redis.call('EXPIRE', KEYS[1], ARGV[1])"]],
    ['limit-key-and-ttl'],
  ),
  node(
    'pushes the window back for the blocked',
    [['if count == 1 then', 'if count == 1 or count > 10 then']],
    ['limit-key-and-ttl'],
  ),
  node(
    'counts with bare INCR and EXPIRE',
    [
      [
        COUNT,
        `${KEY}\n  const count = await redis.incr(key)\n  if (count === 1) await redis.expire(key, WINDOW_SECONDS)`,
      ],
    ],
    ['limit-in-lua', 'limit-survives-cut'],
  ),
  node(
    'counts in MULTI instead of a script',
    [
      [
        COUNT,
        `${KEY}\n  const [[, count]] = await redis.multi().incr(key).expire(key, WINDOW_SECONDS, 'NX').exec()`,
      ],
    ],
    ['limit-in-lua'],
  ),
  node(
    'counts in a pipeline instead of a script',
    [
      [
        COUNT,
        `${KEY}\n  const [[, count]] = await redis.pipeline().incr(key).expire(key, WINDOW_SECONDS, 'NX').exec()`,
      ],
    ],
    ['limit-in-lua', 'limit-survives-cut'],
  ),
  node(
    'counts and expires in two scripts',
    [
      [
        COUNT,
        `${KEY}\n  const count = await redis.eval("return redis.call('INCR', KEYS[1])", 1, key)\n  if (count === 1) await redis.eval("return redis.call('EXPIRE', KEYS[1], 60)", 1, key)`,
      ],
    ],
    ['limit-in-lua', 'limit-survives-cut'],
  ),
  node(
    'forgets the expiry when the connection breaks',
    [
      [
        'new Redis(process.env.REDIS_URL)',
        'new Redis(process.env.REDIS_URL, { autoResendUnfulfilledCommands: false })',
      ],
      [
        COUNT,
        `${KEY}\n  const count = await redis.incr(key)\n  if (count === 1) await redis.expire(key, WINDOW_SECONDS)`,
      ],
    ],
    ['limit-in-lua', 'limit-survives-cut'],
  ),
  node(
    'looks first and counts later',
    [
      [
        COUNT,
        `${KEY}\n  const before = Number(await redis.get(key))\n  if (before >= LIMIT) return true\n  await redis.countRequest(key, WINDOW_SECONDS)\n  const count = before + 1`,
      ],
    ],
    ['limit-concurrent'],
  ),
  node(
    'keeps the limit in its own memory',
    [
      ['async function isLimited', 'const counts = new Map()\nasync function isLimited'],
      [
        COUNT,
        'const address = addressOf(request)\n  const count = (counts.get(address) ?? 0) + 1\n  counts.set(address, count)',
      ],
    ],
    ['limit-key-and-ttl', 'limit-window-ends', 'limit-in-lua', 'limit-survives-cut'],
  ),
  node(
    'blocks in its own memory for ever',
    [
      ['async function isLimited', 'const blocked = new Set()\nasync function isLimited'],
      [
        'return count > LIMIT',
        'if (count > LIMIT) blocked.add(addressOf(request))\n  return blocked.has(addressOf(request))',
      ],
    ],
    ['limit-window-ends'],
  ),
  node(
    'limits GET /top alone',
    [
      [
        'if (await isLimited(request))',
        "if (request.url === '/top' && (await isLimited(request)))",
      ],
    ],
    ['limit-all-routes'],
  ),
  node(
    'does not limit unknown routes',
    [
      [
        'if (await isLimited(request))',
        'if (ROUTES[`${request.method} ${request.url}`] && (await isLimited(request)))',
      ],
    ],
    ['limit-all-routes'],
  ),
  node(
    'does what was asked before it limits',
    [
      ["  if (await isLimited(request)) return [429, { error: 'too many requests' }]\n", ''],
      [
        "return route === undefined ? [404, { error: 'no such route' }] : route(request)",
        'const result = route === undefined ? [404, {}] : await route(request)\n  return (await isLimited(request)) ? [429, {}] : result',
      ],
    ],
    ['limit-all-routes'],
  ),
]

const LEADERBOARD: readonly Mutant[] = [
  node(
    'adds scores up',
    [["redis.zadd('leaderboard', score, user)", "redis.zincrby('leaderboard', score, user)"]],
    ['score-sorted-set'],
  ),
  node(
    'keeps the better score',
    [["redis.zadd('leaderboard', score, user)", "redis.zadd('leaderboard', 'GT', score, user)"]],
    ['score-sorted-set'],
  ),
  node(
    'keeps the first score',
    [["redis.zadd('leaderboard', score, user)", "redis.zadd('leaderboard', 'NX', score, user)"]],
    ['score-sorted-set'],
  ),
  node(
    'writes to another key',
    [["redis.zadd('leaderboard', score, user)", "redis.zadd('leaders', score, user)"]],
    ['score-sorted-set'],
  ),
  node(
    'rounds the score',
    [
      [
        "redis.zadd('leaderboard', score, user)",
        "redis.zadd('leaderboard', Math.round(score), user)",
      ],
    ],
    ['score-sorted-set'],
  ),
  node(
    'keeps scores in a hash',
    [["redis.zadd('leaderboard', score, user)", "redis.hset('leaderboard', user, score)"]],
    ['score-sorted-set'],
  ),
  node('takes a blank user', [[".trim() === ''", " === ''"]], ['score-validation']),
  node(
    'takes text for a score',
    [
      [
        "if (typeof score !== 'number' || !Number.isFinite(score))",
        'if (!Number.isFinite(Number(score ?? NaN)))',
      ],
    ],
    ['score-validation'],
  ),
  node('takes an endless score', [[' || !Number.isFinite(score)', '']], ['score-validation']),
  node(
    'takes any user',
    [["if (typeof user !== 'string' || user.trim() === '')", 'if (!user)']],
    ['score-validation'],
  ),
  node(
    'breaks on malformed JSON',
    [
      [
        '  try {\n    return JSON.parse(text)\n  } catch {\n    return undefined\n  }',
        '  return JSON.parse(text)',
      ],
    ],
    ['score-validation'],
  ),
  node(
    'refuses and yet writes',
    [
      [
        '  const { user, score } = body ?? {}\n',
        "  const { user, score } = body ?? {}\n  if (typeof user === 'string' && Number.isFinite(Number(score))) await redis.zadd('leaderboard', Number(score), user)\n",
      ],
    ],
    ['score-validation'],
  ),
  node(
    'shows the worst',
    [
      [
        "redis.zrevrange('leaderboard', 0, 2, 'WITHSCORES')",
        "redis.zrange('leaderboard', 0, 2, 'WITHSCORES')",
      ],
    ],
    ['top-three'],
  ),
  node('shows four', [["0, 2, 'WITHSCORES'", "0, 3, 'WITHSCORES'"]], ['top-three']),
  node(
    'shows scores as text',
    [['score: Number(flat[at + 1])', 'score: flat[at + 1]']],
    ['top-three'],
  ),
  node(
    'cuts fractions off',
    [['score: Number(flat[at + 1])', 'score: Number.parseInt(flat[at + 1], 10)']],
    ['top-three'],
  ),
  node(
    'adds a rank',
    [['score: Number(flat[at + 1])', 'rank: at / 2 + 1, score: Number(flat[at + 1])']],
    ['top-three'],
  ),
  node(
    'wraps the list',
    [['return [200, rows]', 'return [200, { players: rows }]']],
    ['top-three'],
  ),
  node(
    'answers 404 when nobody plays',
    [['return [200, rows]', 'return rows.length === 0 ? [404, rows] : [200, rows]']],
    ['top-three', 'redis-restart'],
  ),
  node(
    'remembers the list',
    [
      [
        "const flat = await redis.zrevrange('leaderboard', 0, 2, 'WITHSCORES')",
        "const flat = (globalThis.top ??= await redis.zrevrange('leaderboard', 0, 2, 'WITHSCORES'))",
      ],
    ],
    ['top-three'],
  ),
]

const BULK: readonly Mutant[] = [
  node(
    'seeds one by one',
    [
      ['const pipeline = redis.pipeline()', ''],
      ['    pipeline.zadd(', '    await redis.zadd('],
      ['  await pipeline.exec()\n', ''],
    ],
    ['seed-pipeline'],
  ),
  node(
    'seeds ten by ten',
    [
      ['const pipeline = redis.pipeline()', 'let pipeline = redis.pipeline()'],
      [
        '`player:${player}`)\n',
        '`player:${player}`)\n    if (player % 10 === 0) {\n      await pipeline.exec()\n      pipeline = redis.pipeline()\n    }\n',
      ],
    ],
    ['seed-pipeline'],
  ),
  node('seeds one too few', [['player <= players', 'player < players']], ['seed-pipeline']),
  node(
    'throws old players away',
    [['const pipeline = redis.pipeline()', "const pipeline = redis.pipeline().del('leaderboard')"]],
    ['seed-pipeline'],
  ),
  node(
    'answers before it has seeded',
    [['  await pipeline.exec()\n', '  setTimeout(() => pipeline.exec(), 300)\n']],
    ['seed-pipeline'],
  ),
]

const CONNECTION: readonly Mutant[] = [
  node(
    'loads its script once and never again',
    [
      [
        'createServer(',
        "const sha = await redis.script('LOAD', \"local c = redis.call('INCR', KEYS[1]) if c == 1 then redis.call('EXPIRE', KEYS[1], 60) end return c\")\n\ncreateServer(",
      ],
      [
        'redis.countRequest(`rate:ip:${addressOf(request)}`, WINDOW_SECONDS)',
        'redis.evalsha(sha, 1, `rate:ip:${addressOf(request)}`)',
      ],
    ],
    ['redis-restart'],
  ),
  node(
    'crashes when Redis is away',
    [["redis.on('error', () => undefined)", "redis.on('error', () => process.exit(1))"]],
    ['redis-restart'],
  ),
  node(
    'never connects again',
    [
      [
        'new Redis(process.env.REDIS_URL)',
        'new Redis(process.env.REDIS_URL, { retryStrategy: () => null })',
      ],
    ],
    ['redis-restart'],
  ),
  node(
    'connects again after five seconds',
    [
      [
        'new Redis(process.env.REDIS_URL)',
        'new Redis(process.env.REDIS_URL, { retryStrategy: () => 5000 })',
      ],
    ],
    ['redis-restart'],
  ),
  node(
    'opens a connection for every request',
    [
      [
        "redis.defineCommand('countRequest'",
        "const define = (client) => client.defineCommand('countRequest'",
      ],
      [
        'async function isLimited(request) {\n',
        "async function isLimited(request) {\n  const redis = new Redis(process.env.REDIS_URL)\n  redis.on('error', () => undefined)\n  define(redis)\n",
      ],
      ['return count > LIMIT', 'redis.disconnect()\n  return count > LIMIT'],
    ],
    ['single-connection'],
  ),
  node(
    'opens a pool of eight',
    [
      [
        "redis.defineCommand('countRequest'",
        "Array.from({ length: 8 }, () => new Redis(process.env.REDIS_URL).on('error', () => undefined))\nredis.defineCommand('countRequest'",
      ],
    ],
    ['single-connection'],
  ),
]

const OTHER_LANGUAGES: readonly Mutant[] = [
  {
    defect: 'registers its limiter behind the routes',
    of: 'typescript',
    replace: [
      ['app.use(async (c, next) => {', 'const limiter = async (c: any, next: any) => {'],
      ['  return next()\n})', '  return next()\n}'],
      ['serve({', 'app.use(limiter)\n\nserve({'],
    ],
    fails: [...NEEDS_LIMIT, 'limit-in-lua', 'limit-survives-cut'],
  },
  {
    defect: 'forgets to await the limiter',
    of: 'typescript',
    replace: [
      ['Number(await redis.eval(', 'Number(redis.eval('],
      ['WINDOW_SECONDS))', 'WINDOW_SECONDS) as unknown)'],
    ],
    fails: NEEDS_LIMIT,
  },
  {
    defect: 'raises HTTPException inside the middleware',
    of: 'python',
    replace: [
      [
        'return JSONResponse({"error": "too many requests"}, status_code=429)',
        'raise HTTPException(429)',
      ],
      ['import FastAPI, Request', 'import FastAPI, HTTPException, Request'],
    ],
    fails: NEEDS_LIMIT,
  },
  {
    defect: 'counts with bare INCR and EXPIRE',
    of: 'python',
    replace: [
      [
        'count = await r.eval(COUNT_REQUEST, 1, f"rate:ip:{request.client.host}", WINDOW_SECONDS)',
        'key = f"rate:ip:{request.client.host}"\n    count = await r.incr(key)\n    if count == 1:\n        await r.expire(key, WINDOW_SECONDS)',
      ],
    ],
    fails: ['limit-in-lua', 'limit-survives-cut'],
  },
  {
    defect: 'has a pool without a bound',
    of: 'python',
    replace: [
      ['redis.BlockingConnectionPool.from_url', 'redis.ConnectionPool.from_url'],
      [', max_connections=4', ''],
    ],
    fails: ['single-connection'],
  },
  {
    defect: 'lets a boolean be a score',
    of: 'python',
    replace: [[' and not isinstance(value, bool) and math', ' and math']],
    fails: ['score-validation'],
  },
]

export const MUTANTS: readonly Mutant[] = [
  ...LIMITER,
  ...LEADERBOARD,
  ...BULK,
  ...CONNECTION,
  ...OTHER_LANGUAGES,
]

/** @throws Error when a text to replace is not in the reference exactly once: the mutant would be no mutant. */
export function mutate(text: string, { defect, replace }: Mutant): string {
  return replace.reduce((mutated, [from, to]) => {
    if (mutated.split(from).length !== 2) throw new Error(`${defect}: ${from} is not there once`)
    return mutated.replace(from, () => to)
  }, text)
}
