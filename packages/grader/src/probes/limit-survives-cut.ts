import { setTimeout as sleep } from 'node:timers/promises'
import { limiterKeys } from '../redis/look.ts'
import { say } from '../say.ts'
import type { WireCommand } from '../wire/wire-command.ts'
import { wireEvidence } from '../wire/wire-evidence.ts'
import { fail, note, pass } from './findings.ts'
import { lesson } from './lessons.ts'
import { isBareWrite, limiterTraffic } from './limiter-traffic.ts'
import type { Finding, Probe, Scene } from './probe.ts'

/** So long the submission may take to heal what the cut broke. */
const HEALS_WITHIN_MS = 200
const ANSWERS_WITHIN_MS = 2_000
/** More commands a request than any limiter needs; each costs a cut. */
const MOST_CUTS = 8

/** The connection to Redis is cut between any two of the limiter's commands: no key is left without a TTL. */
export const limitSurvivesCut: Probe = {
  id: 'limit-survives-cut',
  task: 2,
  points: 8,
  title: say(
    'A cut connection leaves no key without a TTL',
    'Обрыв соединения не оставляет ключ без TTL',
  ),
  expected: say(
    'wherever the connection to Redis is cut, every key of the limiter has a TTL 200 ms later',
    'где бы ни оборвалось соединение с Redis, через 200 мс у каждого ключа лимитера есть TTL',
  ),
  teaches: lesson('scripts', 'troubleshooting'),
  shakes: true,
  async run(scene) {
    await scene.client().get('/top')
    const usual = limiterTraffic(scene.wire.commands)
    if (usual.length === 0) {
      return fail(
        say(
          'no command of a limiter on the wire at all',
          'на проводе нет ни одной команды лимитера',
        ),
        [wireEvidence(scene.wire.commands, scene.startedAt)],
      )
    }
    const cuts = Math.min(usual.length, MOST_CUTS)
    for (let after = 1; after <= cuts; after++) {
      const finding = await cutOnce(scene, after, cuts)
      if (finding !== undefined) return finding
    }
    return pass(
      say(
        `${cuts} cuts, and no key was left without a TTL`,
        `обрывов: ${cuts}, и ни одного ключа без TTL`,
      ),
    )
  },
}

/** Cuts behind the given command of one request; a finding when a key without TTL is left. */
async function cutOnce(scene: Scene, after: number, last: number): Promise<Finding | undefined> {
  const client = scene.patientClient(ANSWERS_WITHIN_MS)
  const seenBefore = scene.wire.commands.length
  const cut = cutBehind(scene, after, after === last)
  const answer = client.get('/top')
  await Promise.race([cut, answer])
  const since = scene.wire.commands.slice(seenBefore)
  const isAtomic = !limiterTraffic(since).some(isBareWrite)
  const cutAt = performance.now()
  for (;;) {
    const bare = (await limiterKeys(scene.redis)).find(({ ttlMs }) => ttlMs < 0)
    const over = performance.now() - cutAt >= HEALS_WITHIN_MS
    if (bare !== undefined && over) return leftBare(scene, seenBefore, bare.key)
    // What one script wrote cannot fall apart later; what single commands wrote may.
    if (bare === undefined && (isAtomic || over)) break
    await sleep(20)
  }
  if (after < last) await answer
  return undefined
}

/** Resolves when the cut is made. */
function cutBehind({ wire }: Scene, after: number, isLast: boolean): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0
    let done = false
    wire.setGate((command: WireCommand) => {
      if (done || limiterTraffic([command]).length === 0) return 'forward'
      seen += 1
      const isCut = isLast ? seen === after : seen === after + 1
      if (!isCut) return 'forward'
      done = true
      void command.connectionEnded.then(resolve)
      return isLast ? 'cut-after' : 'cut-before'
    })
  })
}

function leftBare(scene: Scene, seenBefore: number, key: string): Finding {
  return fail(
    say(
      `the connection was cut, and ${key} is left without a TTL: this user is blocked for ever`,
      `соединение оборвалось, и ${key} остался без TTL: этот пользователь заблокирован навсегда`,
    ),
    [
      wireEvidence(scene.wire.commands.slice(seenBefore), scene.startedAt),
      note(say('TTL in Redis', 'TTL в Redis'), `TTL ${key} → -1`),
    ],
  )
}
