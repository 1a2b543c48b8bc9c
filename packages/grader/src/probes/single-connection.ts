import { say } from '../say.ts'
import { wireEvidence } from '../wire/wire-evidence.ts'
import { fail, pass } from './findings.ts'
import { lesson } from './lessons.ts'
import type { Probe } from './probe.ts'

const AT_ONCE = 50
const MOST_CONNECTIONS = 5
const HELD_MS = 15

/** 50 concurrent first requests open a bounded number of Redis connections. */
export const singleConnection: Probe = {
  id: 'single-connection',
  task: 1,
  points: 5,
  title: say(
    'Fifty users share a few connections',
    'Пятьдесят пользователей делят несколько соединений',
  ),
  expected: say(
    `${AT_ONCE} first requests at once open at most ${MOST_CONNECTIONS} connections to Redis`,
    `${AT_ONCE} одновременных первых запросов открывают не больше ${MOST_CONNECTIONS} соединений с Redis`,
  ),
  teaches: lesson('connections'),
  needsFreshStart: true,
  async run(scene) {
    scene.wire.freezeReplies(HELD_MS)
    await Promise.all(Array.from({ length: AT_ONCE }, () => scene.client().get('/top')))
    const { connections } = scene.wire
    const got = say(`connections opened: ${connections}`, `открыто соединений: ${connections}`)
    if (connections >= 1 && connections <= MOST_CONNECTIONS) return pass(got)
    return fail(got, [wireEvidence(scene.wire.commands, scene.startedAt)])
  },
}
