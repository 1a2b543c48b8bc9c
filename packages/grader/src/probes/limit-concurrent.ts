import { httpEvidence, isLimited, passes } from '../http/learner-client.ts'
import { say } from '../say.ts'
import { wireEvidence } from '../wire/wire-evidence.ts'
import { fail, pass } from './findings.ts'
import { lesson } from './lessons.ts'
import type { Probe } from './probe.ts'

const AT_ONCE = 50
const ALLOWED = 10
/** Redis's first answers are held so long that all requests are on their way before the first knows its number. */
const HELD_MS = 15

/** 50 requests at once let exactly 10 through. */
export const limitConcurrent: Probe = {
  id: 'limit-concurrent',
  task: 2,
  points: 10,
  title: say(
    'Exactly ten of fifty requests at once pass',
    'Из пятидесяти одновременных запросов проходят ровно десять',
  ),
  expected: say(
    `of ${AT_ONCE} requests at once exactly ${ALLOWED} pass, and all others are answered 429`,
    `из ${AT_ONCE} одновременных запросов проходят ровно ${ALLOWED}, на остальные приходит 429`,
  ),
  teaches: lesson('scripts'),
  async run(scene) {
    const client = scene.client()
    scene.wire.freezeReplies(HELD_MS)
    const exchanges = await Promise.all(Array.from({ length: AT_ONCE }, () => client.get('/top')))
    const passed = exchanges.filter(passes).length
    const limited = exchanges.filter(isLimited).length
    const counts = say(
      `${passed} passed, ${limited} were answered 429`,
      `прошло ${passed}, на ${limited} пришло 429`,
    )
    if (passed === ALLOWED && limited === AT_ONCE - ALLOWED) return pass(counts)
    const broken = exchanges.find((exchange) => !passes(exchange) && !isLimited(exchange))
    const got =
      broken === undefined
        ? counts
        : say(
            `${counts.en}, and ${AT_ONCE - passed - limited} failed with ${broken.status ?? 'no answer'}`,
            `${counts.ru}, а ${AT_ONCE - passed - limited} сломалось с ответом ${broken.status ?? '—'}`,
          )
    return fail(got, [
      ...(broken === undefined ? [] : [httpEvidence(broken)]),
      wireEvidence(scene.wire.commands, scene.startedAt),
    ])
  },
}
