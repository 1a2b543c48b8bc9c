import { httpEvidence, isLimited, passes } from '../http/learner-client.ts'
import { say } from '../say.ts'
import { exhaust } from './exhaust.ts'
import { fail, nobodyLimited, pass, shown } from './findings.ts'
import { lesson } from './lessons.ts'
import type { Probe } from './probe.ts'

/** Another client address is not affected. */
export const limitPerIp: Probe = {
  id: 'limit-per-ip',
  task: 1,
  points: 6,
  title: say('Each address has a limit of its own', 'У каждого адреса свой лимит'),
  expected: say(
    'while one address is limited, another one passes',
    'пока один адрес ограничен, другой проходит',
  ),
  teaches: lesson('counters'),
  async run(scene) {
    const limitedClient = scene.client()
    const { passed, limited } = await exhaust(limitedClient)
    if (limited === undefined) return nobodyLimited(passed)
    const other = await scene.client().get('/top')
    if (!passes(other)) {
      return fail(
        say(
          `the first request of another address, ${other.from}: ${shown(other)}`,
          `первый запрос с другого адреса, ${other.from}: ${shown(other)}`,
        ),
        [httpEvidence(limited), httpEvidence(other)],
      )
    }
    const still = await limitedClient.get('/top')
    if (!isLimited(still)) {
      return fail(
        say(
          `after a request from another address the limited one passed again: ${shown(still)}`,
          `после запроса с другого адреса ограниченный снова прошёл: ${shown(still)}`,
        ),
        [httpEvidence(limited), httpEvidence(still)],
      )
    }
    return pass(
      say(
        `${limitedClient.address} was limited, ${other.from} was not`,
        `${limitedClient.address} ограничен, ${other.from} — нет`,
      ),
    )
  },
}
