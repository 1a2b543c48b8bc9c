import { limiterKeys, pttl } from '../redis/look.ts'
import { say } from '../say.ts'
import { exhaust } from './exhaust.ts'
import { fail, nobodyLimited, note, pass } from './findings.ts'
import { lesson } from './lessons.ts'
import { isRateKey, rateKeys } from './limiter-key.ts'
import type { Finding, Probe, Scene } from './probe.ts'

const FRESH_MS = { from: 54_000, to: 60_000 }
/** The grader shortens the life to this, to see whether a later request lengthens it again. */
const SHORTENED_MS = 40_000

/** `rate:ip:<ip>` exists, its TTL is 55..60 after the first request, and no later request moves it up. */
export const limitKeyAndTtl: Probe = {
  id: 'limit-key-and-ttl',
  task: 1,
  points: 6,
  title: say(
    'The counter lives at rate:ip:<ip> for 60 seconds',
    'Счётчик живёт в rate:ip:<ip> ровно 60 секунд',
  ),
  expected: say(
    'the key rate:ip:<ip> with a TTL of 60 seconds, which later requests do not push back',
    'ключ rate:ip:<ip> с TTL 60 секунд, который следующие запросы не продлевают',
  ),
  teaches: lesson('ttl'),
  async run(scene) {
    const client = scene.client()
    await client.get('/top')
    const keys = await limiterKeys(scene.redis)
    const own = keys.find(({ key }) => isRateKey(key, client.address))
    if (own === undefined) return wrongKey(client.address, keys)
    if (own.ttlMs < FRESH_MS.from || own.ttlMs > FRESH_MS.to) return wrongLife(own.key, own.ttlMs)
    await scene.redis.call('PEXPIRE', own.key, SHORTENED_MS)
    const moved = await movedAfter(scene, own.key, () => client.get('/top'))
    if (moved !== undefined) return movedBy('a later request', 'следующий запрос', own.key, moved)
    const { passed, limited } = await exhaust(client)
    if (limited === undefined) return nobodyLimited(passed)
    const movedLate = await movedAfter(scene, own.key, () => client.get('/top'))
    if (movedLate !== undefined) {
      return movedBy('a blocked request', 'заблокированный запрос', own.key, movedLate)
    }
    return pass(
      say(
        `the key ${own.key} with a TTL of ${seconds(own.ttlMs)} s, which nothing pushed back`,
        `ключ ${own.key} с TTL ${seconds(own.ttlMs)} с, и ничто его не продлило`,
      ),
    )
  },
}

const seconds = (ms: number): number => Math.ceil(ms / 1_000)

/** The TTL after the request, when it is more than the shortened one. */
async function movedAfter(
  { redis }: Scene,
  key: string,
  request: () => Promise<unknown>,
): Promise<number | undefined> {
  await request()
  const ttlMs = await pttl(redis, key)
  return ttlMs < 0 || ttlMs > SHORTENED_MS ? ttlMs : undefined
}

function movedBy(en: string, ru: string, key: string, ttlMs: number): Finding {
  const now = ttlMs < 0 ? 'none' : `${seconds(ttlMs)} s`
  const nowRu = ttlMs < 0 ? 'пропал' : `стал ${seconds(ttlMs)} с`
  return fail(
    say(
      `${en} changed the TTL: it was ${SHORTENED_MS / 1_000} s, and then ${now}`,
      `${ru} изменил TTL: был ${SHORTENED_MS / 1_000} с, а потом ${nowRu}`,
    ),
    [lifeNote(key, ttlMs)],
  )
}

function wrongKey(
  address: string,
  keys: readonly { readonly key: string; readonly ttlMs: number }[],
): Finding {
  const [wanted] = rateKeys(address)
  const seen = keys.map(({ key }) => key).join(', ')
  return fail(
    seen === ''
      ? say('no key of a limiter in Redis at all', 'в Redis нет ни одного ключа лимитера')
      : say(`no key ${wanted}, but ${seen}`, `нет ключа ${wanted}, зато есть ${seen}`),
    [note(say('Keys after the first request', 'Ключи после первого запроса'), seen || '—')],
  )
}

function wrongLife(key: string, ttlMs: number): Finding {
  return fail(
    ttlMs < 0
      ? say(`${key} has no TTL and would stay for ever`, `у ${key} нет TTL: он останется навсегда`)
      : say(
          `${key} has a TTL of ${seconds(ttlMs)} s right after the first request`,
          `сразу после первого запроса TTL ключа ${key} — ${seconds(ttlMs)} с`,
        ),
    [lifeNote(key, ttlMs)],
  )
}

const lifeNote = (key: string, ttlMs: number) =>
  note(say('TTL in Redis', 'TTL в Redis'), `TTL ${key} → ${ttlMs < 0 ? ttlMs : seconds(ttlMs)}`)
