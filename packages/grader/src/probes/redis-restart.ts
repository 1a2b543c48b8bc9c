import { setTimeout as sleep } from 'node:timers/promises'
import { httpEvidence, succeeds, type Exchange } from '../http/learner-client.ts'
import { say } from '../say.ts'
import { fail, pass, shown } from './findings.ts'
import { lesson } from './lessons.ts'
import type { Finding, Probe, Scene } from './probe.ts'

const BACK_WITHIN_MS = 2_000

/** Redis is restarted in mid-run: the app answers again within 2 s and never crashes. */
export const redisRestart: Probe = {
  id: 'redis-restart',
  task: 1,
  points: 5,
  title: say('It recovers from a restart of Redis', 'Приложение переживает перезапуск Redis'),
  expected: say(
    'after a restart of Redis the app answers again within 2 seconds, without a crash',
    'после перезапуска Redis приложение снова отвечает в течение 2 секунд и не падает',
  ),
  teaches: lesson('connections'),
  leaves: 'broken-connections',
  async run(scene) {
    const inFlight = scene.patientClient(BACK_WITHIN_MS).get('/top')
    await scene.restartRedis()
    const seenBefore = scene.wire.commands.length
    const upAt = performance.now()
    const back = await firstSuccess(scene, upAt + BACK_WITHIN_MS)
    if (scene.crashed()) return crashed(back)
    if (!succeeds(back)) {
      return fail(
        say(
          `2 seconds after the restart still: ${shown(back)}`,
          `через 2 секунды после перезапуска всё ещё: ${shown(back)}`,
        ),
        [httpEvidence(back)],
      )
    }
    const ms = Math.round(performance.now() - upAt)
    const client = scene.client()
    const wrote = await client.post('/score', { user: scene.random.word('user'), score: 1 })
    await inFlight
    if (scene.crashed()) return crashed(wrote)
    if (!succeeds(wrote)) {
      return fail(
        say(`it reads again, but ${shown(wrote)}`, `чтение снова работает, но ${shown(wrote)}`),
        [httpEvidence(wrote)],
      )
    }
    if (!scene.wire.commands.slice(seenBefore).some(({ answered }) => answered)) {
      return fail(
        say('it answers, but asks Redis nothing', 'оно отвечает, но ни о чём не спрашивает Redis'),
        [httpEvidence(wrote)],
      )
    }
    return pass(say(`answered again after ${ms} ms`, `снова ответило через ${ms} мс`))
  },
}

async function firstSuccess(scene: Scene, deadline: number): Promise<Exchange> {
  for (;;) {
    const left = Math.max(50, deadline - performance.now())
    const exchange = await scene.patientClient(left).get('/top')
    if (succeeds(exchange) || scene.crashed() || performance.now() >= deadline) return exchange
    await sleep(5)
  }
}

function crashed(last: Exchange): Finding {
  return fail(
    say(
      'the app ended when its connection to Redis broke',
      'приложение завершилось, когда оборвалось соединение с Redis',
    ),
    [httpEvidence(last)],
  )
}
