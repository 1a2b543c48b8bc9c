import { httpEvidence, isLimited, type Exchange } from '../http/learner-client.ts'
import { leaderboard } from '../redis/look.ts'
import { say } from '../say.ts'
import { exhaust } from './exhaust.ts'
import { fail, nobodyLimited, pass, shown } from './findings.ts'
import { lesson } from './lessons.ts'
import type { Probe } from './probe.ts'

/** Every route is limited, known or not. */
export const limitAllRoutes: Probe = {
  id: 'limit-all-routes',
  task: 1,
  points: 4,
  title: say('Every route is limited', 'Ограничен каждый маршрут'),
  expected: say(
    'once an address is limited, every route answers 429 and does nothing, also one that does not exist',
    'когда адрес ограничен, каждый маршрут отвечает 429 и ничего не делает, даже несуществующий',
  ),
  teaches: lesson('application'),
  async run(scene) {
    const client = scene.client()
    const { passed, limited } = await exhaust(client)
    if (limited === undefined) return nobodyLimited(passed)
    const unknown = `/${scene.random.word('no-such-route')}`
    const answers: readonly Exchange[] = [
      await client.post('/score', { user: scene.random.word('user'), score: 1 }),
      await client.post('/seed', { players: 3 }),
      await client.get(unknown),
      await client.post(unknown, {}),
    ]
    const open = answers.filter((answer) => !isLimited(answer))
    if (open.length > 0) {
      const list = open.map(shown).join(', ')
      return fail(
        say(`GET /top answers 429, but ${list}`, `GET /top отвечает 429, но ${list}`),
        open.map(httpEvidence),
      )
    }
    const rows = await leaderboard(scene.redis)
    if (rows === undefined || rows.length > 0) {
      return fail(
        say(
          'the blocked POST was answered 429 and yet changed the leaderboard',
          'на заблокированный POST пришло 429, но рейтинг всё же изменился',
        ),
        answers.slice(0, 2).map(httpEvidence),
      )
    }
    return pass(
      say(
        '429 on every route, and nothing was written',
        '429 на каждом маршруте, и ничего не записано',
      ),
    )
  },
}
