import { httpEvidence, type Exchange } from '../http/learner-client.ts'
import { fillLeaderboard, leaderboard, limiterKeys } from '../redis/look.ts'
import type { Text } from '../report.ts'
import { say } from '../say.ts'
import { fail, note, pass, shown } from './findings.ts'
import { lesson } from './lessons.ts'
import type { Finding, Probe, Scene } from './probe.ts'

interface BadBody {
  readonly name: Text
  /** Sent as it is. */
  readonly body: (user: string, score: number) => string
}

const json = (value: unknown): string => JSON.stringify(value)

const BAD_BODIES: readonly BadBody[] = [
  { name: say('broken JSON', 'сломанный JSON'), body: (user) => `{"user": "${user}", "score":` },
  { name: say('no user', 'нет user'), body: (_, score) => json({ score }) },
  { name: say('no score', 'нет score'), body: (user) => json({ user }) },
  {
    name: say('user is a number', 'user — число'),
    body: (_, score) => json({ user: score, score }),
  },
  { name: say('user is null', 'user — null'), body: (_, score) => json({ user: null, score }) },
  { name: say('user is empty', 'user пустой'), body: (_, score) => json({ user: '', score }) },
  {
    name: say('user is blank', 'user из пробелов'),
    body: (_, score) => json({ user: '  \t', score }),
  },
  {
    name: say('score is text', 'score — строка'),
    body: (user, score) => json({ user, score: String(score) }),
  },
  { name: say('score is a boolean', 'score — true'), body: (user) => json({ user, score: true }) },
  { name: say('score is null', 'score — null'), body: (user) => json({ user, score: null }) },
  { name: say('score is NaN', 'score — NaN'), body: (user) => `{"user": "${user}", "score": NaN}` },
  {
    name: say('score is Infinity', 'score — Infinity'),
    body: (user) => `{"user": "${user}", "score": Infinity}`,
  },
  {
    name: say('score is 1e999', 'score — 1e999'),
    body: (user) => `{"user": "${user}", "score": 1e999}`,
  },
  {
    name: say('an array instead of an object', 'массив вместо объекта'),
    body: (user, score) => json([user, score]),
  },
]

/** Fewer than the limit, so that nobody is answered 429. */
const A_CLIENT_SENDS = 7

/** Malformed JSON, missing or wrong-typed fields, NaN, an empty user: 4xx, and nothing changes. */
export const scoreValidation: Probe = {
  id: 'score-validation',
  task: 3,
  points: 6,
  title: say(
    'POST /score refuses what is not a score',
    'POST /score отвергает то, что не является очками',
  ),
  expected: say(
    'a wrong body is answered 4xx and changes nothing',
    'на неверное тело приходит 4xx, и ничего не меняется',
  ),
  teaches: lesson('application', 'troubleshooting'),
  async run(scene) {
    const before = [scene.random.word('user'), scene.random.int(1, 99)] as const
    await fillLeaderboard(scene.redis, [before])
    const answers: Answer[] = []
    for (let from = 0; from < BAD_BODIES.length; from += A_CLIENT_SENDS) {
      for (const { key } of await limiterKeys(scene.redis)) await scene.redis.call('DEL', key)
      const bodies = BAD_BODIES.slice(from, from + A_CLIENT_SENDS)
      answers.push(...(await sendAll(scene, bodies)))
    }
    const accepted = answers.filter(({ exchange }) => !isRefusal(exchange))
    if (accepted.length > 0) return notRefused(accepted)
    const rows = await leaderboard(scene.redis)
    const [only] = rows ?? []
    if (rows?.length === 1 && only?.[0] === before[0] && only[1] === before[1]) {
      return pass(
        say(
          `${answers.length} wrong bodies were refused`,
          `отвергнуто неверных тел: ${answers.length}`,
        ),
      )
    }
    const held = rows?.map(([member, score]) => `${member} ${score}`).join(', ') ?? '—'
    return fail(
      say(
        'the answers were 4xx, and yet the leaderboard changed',
        'ответы 4xx, но рейтинг всё же изменился',
      ),
      [note(say('leaderboard afterwards', 'leaderboard после этого'), held)],
    )
  },
}

interface Answer {
  readonly name: Text
  readonly exchange: Exchange
}

function sendAll(scene: Scene, bodies: readonly BadBody[]): Promise<readonly Answer[]> {
  const client = scene.client()
  return Promise.all(
    bodies.map(async ({ name, body }) => {
      const text = body(scene.random.word('user'), scene.random.int(1, 999))
      return { name, exchange: await client.post('/score', text) }
    }),
  )
}

/** 429 refuses the address, and not the body. */
function isRefusal({ status }: Exchange): boolean {
  return status !== undefined && status >= 400 && status < 500 && status !== 429
}

function notRefused(accepted: readonly Answer[]): Finding {
  const list = (lang: 'en' | 'ru'): string =>
    accepted.map(({ name, exchange }) => `${name[lang]} → ${exchange.status ?? '—'}`).join('; ')
  const [first] = accepted
  return fail(
    say(list('en'), list('ru')),
    first === undefined
      ? []
      : [
          httpEvidence(first.exchange),
          note(say('First of them', 'Первый из них'), shown(first.exchange)),
        ],
  )
}
