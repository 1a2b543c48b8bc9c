import { httpEvidence, isLimited, passes } from '../http/learner-client.ts'
import { say } from '../say.ts'
import { fail, pass, shown } from './findings.ts'
import { lesson } from './lessons.ts'
import type { Probe } from './probe.ts'

const ALLOWED = 10

/** Ten requests from one address pass, the eleventh answers 429 (and not 500). */
export const limitTenThen429: Probe = {
  id: 'limit-ten-then-429',
  task: 1,
  points: 10,
  title: say(
    'Ten requests pass, the eleventh gets 429',
    'Десять запросов проходят, одиннадцатый получает 429',
  ),
  expected: say(
    'ten requests from one address pass, and the eleventh is answered 429',
    'десять запросов с одного адреса проходят, на одиннадцатый приходит 429',
  ),
  teaches: lesson('scripts', 'practice'),
  async run(scene) {
    const client = scene.client()
    for (let number = 1; number <= ALLOWED; number++) {
      const exchange = await client.get('/top')
      if (passes(exchange)) continue
      return fail(
        say(
          `request ${number} was refused already: ${shown(exchange)}`,
          `уже запрос ${number} не прошёл: ${shown(exchange)}`,
        ),
        [httpEvidence(exchange)],
      )
    }
    const eleventh = await client.get('/top')
    if (isLimited(eleventh)) {
      return pass(say('the eleventh request was answered 429', 'на одиннадцатый запрос пришло 429'))
    }
    return fail(
      say(`the eleventh request: ${shown(eleventh)}`, `одиннадцатый запрос: ${shown(eleventh)}`),
      [httpEvidence(eleventh)],
    )
  },
}
