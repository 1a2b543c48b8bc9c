import { httpEvidence, succeeds, type Exchange } from '../http/learner-client.ts'
import { keyType, leaderboard, LEADERBOARD } from '../redis/look.ts'
import { say } from '../say.ts'
import { fail, note, pass, shown } from './findings.ts'
import { lesson } from './lessons.ts'
import type { Finding, Probe, Scene } from './probe.ts'

/** `POST /score` writes member and score to `leaderboard`; a second post sets the score, a lower one too. */
export const scoreSortedSet: Probe = {
  id: 'score-sorted-set',
  task: 3,
  points: 8,
  title: say(
    'POST /score keeps the score in a sorted set',
    'POST /score хранит очки в сортированном множестве',
  ),
  expected: say(
    'the user and the score in the sorted set leaderboard, and each later POST sets the score',
    'пользователь и очки в сортированном множестве leaderboard, и каждый следующий POST задаёт очки заново',
  ),
  teaches: lesson('structures'),
  leaves: 'work-when-failed',
  async run(scene) {
    const client = scene.client()
    const user = scene.random.word('игрок')
    const high = scene.random.int(500, 900)
    const lower = scene.random.score(-90, 90)
    for (const score of [high, lower]) {
      const exchange = await client.post('/score', { user, score })
      const wrong = await judge(scene, exchange, user, score)
      if (wrong !== undefined) return wrong
    }
    return pass(
      say(
        `the score of ${user} was ${high}, then ${lower}`,
        `у игрока ${user} было ${high}, затем ${lower}`,
      ),
    )
  },
}

async function judge(
  { redis }: Scene,
  exchange: Exchange,
  user: string,
  score: number,
): Promise<Finding | undefined> {
  const evidence = httpEvidence(exchange)
  if (!succeeds(exchange)) {
    return fail(say(`a right POST: ${shown(exchange)}`, `верный POST: ${shown(exchange)}`), [
      evidence,
    ])
  }
  const rows = await leaderboard(redis)
  if (rows === undefined) {
    const type = await keyType(redis, LEADERBOARD)
    return fail(say(`leaderboard is a ${type}`, `leaderboard имеет тип ${type}`), [evidence])
  }
  const [only] = rows
  if (rows.length === 1 && only?.[0] === user && only[1] === score) return undefined
  const held = rows.map(([member, value]) => `${member} ${value}`).join(', ')
  return fail(
    held === ''
      ? say('nothing in leaderboard', 'в leaderboard пусто')
      : say(
          `leaderboard holds ${held}, after ${user} ${score} was posted`,
          `в leaderboard лежит ${held} после отправки ${user} ${score}`,
        ),
    [
      evidence,
      note(
        say('ZRANGE leaderboard 0 -1 WITHSCORES', 'ZRANGE leaderboard 0 -1 WITHSCORES'),
        held || '—',
      ),
    ],
  )
}
