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
const MOST_COMMANDS = 6

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
  leaves: 'broken-connections',
  async run(scene) {
    // The first request of all may load a script.
    await scene.client().get('/top')
    const seenBefore = scene.wire.commands.length
    await scene.client().get('/top')
    const usual = limiterTraffic(scene.wire.commands.slice(seenBefore))
    if (usual.length === 0) {
      return fail(
        say(
          'no command of a limiter on the wire at all',
          'на проводе нет ни одной команды лимитера',
        ),
        [wireEvidence(scene.wire.commands, scene.startedAt)],
      )
    }
    if ((await limiterKeys(scene.redis)).length === 0) {
      return fail(say('the limiter keeps nothing in Redis', 'лимитер ничего не хранит в Redis'), [
        wireEvidence(usual, scene.startedAt),
      ])
    }
    const cuts = cutsOf(Math.min(usual.length, MOST_COMMANDS))
    for (const cut of cuts) {
      const finding = await cutOnce(scene, cut)
      if (finding !== undefined) return finding
    }
    return pass(
      say(
        `cuts made: ${cuts.length}, and no key was left without a TTL`,
        `обрывов: ${cuts.length}, и ни одного ключа без TTL`,
      ),
    )
  },
}

interface Cut {
  /** Counts the limiter's commands of one request from 1. */
  readonly command: number
  readonly ruling: 'cut-before' | 'cut-after'
  readonly isLast: boolean
}

/** Between any two commands, once with the reply to the first of them lost and once not, and at the end. */
function cutsOf(commands: number): readonly Cut[] {
  return Array.from({ length: commands }, (_, index) => index + 1).flatMap((command) => {
    const after: Cut = { command, ruling: 'cut-after', isLast: command === commands }
    return command === 1 ? [after] : [{ command, ruling: 'cut-before', isLast: false }, after]
  })
}

/** Makes one cut during one request; a finding when a key without TTL is left. */
async function cutOnce(scene: Scene, cut: Cut): Promise<Finding | undefined> {
  const client = scene.patientClient(ANSWERS_WITHIN_MS)
  const seenBefore = scene.wire.commands.length
  const made = cutDuring(scene, cut)
  const answer = client.get('/top')
  await Promise.race([made, answer])
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
  if (!cut.isLast) await answer
  return undefined
}

/** Resolves when the cut is made. */
function cutDuring({ wire }: Scene, cut: Cut): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0
    wire.setGate((command: WireCommand) => {
      if (limiterTraffic([command]).length === 0) return 'forward'
      seen += 1
      if (seen !== cut.command) return 'forward'
      void command.connectionEnded.then(resolve)
      return cut.ruling
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
