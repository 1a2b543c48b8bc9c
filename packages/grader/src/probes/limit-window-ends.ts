import { setTimeout as sleep } from 'node:timers/promises'
import { httpEvidence, passes } from '../http/learner-client.ts'
import { limiterKeys, pttl } from '../redis/look.ts'
import { say } from '../say.ts'
import { exhaust } from './exhaust.ts'
import { fail, nobodyLimited, note, pass, shown } from './findings.ts'
import { lesson } from './lessons.ts'
import type { Probe } from './probe.ts'

/** After the window requests pass again. The keys' TTL is cut short in Redis; nobody waits a minute. */
export const limitWindowEnds: Probe = {
  id: 'limit-window-ends',
  task: 1,
  points: 6,
  title: say('After the minute requests pass again', 'Через минуту запросы снова проходят'),
  expected: say(
    'when the minute is over (the grader cuts the TTL short) requests pass again',
    'когда минута кончилась (проверка укорачивает TTL), запросы снова проходят',
  ),
  teaches: lesson('ttl'),
  async run(scene) {
    const client = scene.client()
    const { passed, limited } = await exhaust(client)
    if (limited === undefined) return nobodyLimited(passed)
    const keys = await limiterKeys(scene.redis)
    const ending = keys.filter(({ ttlMs }) => ttlMs >= 0)
    if (ending.length === 0) {
      const names = keys.map(({ key }) => key).join(', ')
      return fail(
        names === ''
          ? say('the limit is not kept in Redis', 'лимит хранится не в Redis')
          : say(
              `${names} has no TTL: the minute never ends`,
              `у ${names} нет TTL: минута не кончится никогда`,
            ),
        [note(say('Keys of the limiter', 'Ключи лимитера'), names || '—')],
      )
    }
    for (const { key } of ending) {
      await scene.redis.call('PEXPIRE', key, 1)
      while ((await pttl(scene.redis, key)) >= 0) await sleep(1)
    }
    const again = await client.get('/top')
    return passes(again)
      ? pass(say('the first request after the window passed', 'первый запрос после окна прошёл'))
      : fail(
          say(
            `the window is over, and still ${shown(again)}`,
            `окно закончилось, но всё ещё ${shown(again)}`,
          ),
          [httpEvidence(limited), httpEvidence(again)],
        )
  },
}
