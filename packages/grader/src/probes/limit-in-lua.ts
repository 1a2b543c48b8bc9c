import { limiterKeys, type KeyLife } from '../redis/look.ts'
import type { Text } from '../report.ts'
import { say } from '../say.ts'
import { argument, type WireCommand } from '../wire/wire-command.ts'
import { wireEvidence } from '../wire/wire-evidence.ts'
import { fail, pass } from './findings.ts'
import { lesson } from './lessons.ts'
import { directWrites, isScriptCall, limiterTraffic } from './limiter-traffic.ts'
import type { Finding, Probe, Scene } from './probe.ts'

/** EVAL / EVALSHA / FCALL does both the increment and the expiry; no bare INCR + EXPIRE. */
export const limitInLua: Probe = {
  id: 'limit-in-lua',
  task: 2,
  points: 10,
  title: say('Counting and expiry are one Lua script', 'Счётчик и срок жизни — один скрипт на Lua'),
  expected: say(
    'one EVAL, EVALSHA or FCALL that counts the request and sets the expiry',
    'один EVAL, EVALSHA или FCALL, который и считает запрос, и задаёт срок жизни',
  ),
  teaches: lesson('scripts'),
  async run(scene) {
    const unfinished = watchBetweenCommands(scene)
    const client = scene.client()
    await client.get('/top')
    await client.get('/top')
    const keys = await limiterKeys(scene.redis)
    const traffic = limiterTraffic(scene.wire.commands)
    const evidence = [wireEvidence(traffic, scene.startedAt)]
    const scripts = traffic.filter((command) => isScriptCall(command) && !command.refused)
    const writes = directWrites(
      traffic,
      keys.map(({ key }) => key),
      client.address,
    )
    if (writes.length > 0) {
      const names = [...new Set(writes.map(({ name }) => name))].join(', ')
      return fail(say(`${names} outside of a script`, `${names} вне скрипта`), evidence)
    }
    if (scripts.length === 0) {
      return fail(
        say('no script call on the wire', 'ни одного вызова скрипта на проводе'),
        evidence,
      )
    }
    if (keys.length === 0) {
      return fail(
        say('a script ran, but it counted nothing', 'скрипт выполнился, но ничего не посчитал'),
        evidence,
      )
    }
    const bare = unfinished() ?? keys.find(({ ttlMs }) => ttlMs < 0)
    if (bare !== undefined) return withoutLife(bare, evidence)
    const remarks = remarksOn(scripts, keys)
    return {
      ...pass(say(`${scripts[0]?.name ?? ''} on the wire`, `${scripts[0]?.name ?? ''} на проводе`)),
      evidence,
      remarks,
    }
  },
}

/** Looks at the keys before each command that follows a script: what one script leaves must be complete. */
function watchBetweenCommands({ wire, redis }: Scene): () => KeyLife | undefined {
  let found: KeyLife | undefined
  wire.setGate(async () => {
    found ??= (await limiterKeys(redis)).find(({ ttlMs }) => ttlMs < 0)
    return 'forward' as const
  })
  return () => found
}

function withoutLife({ key }: KeyLife, evidence: Finding['evidence']): Finding {
  return fail(
    say(
      `after the script that counts, ${key} has no TTL yet`,
      `после скрипта, который считает, у ${key} ещё нет TTL`,
    ),
    evidence,
  )
}

function remarksOn(scripts: readonly WireCommand[], keys: readonly KeyLife[]): readonly Text[] {
  const names = keys.map(({ key }) => key)
  const declared = scripts.some((call) => names.some((name) => declaredKeys(call).includes(name)))
  if (declared) return []
  return [
    say(
      'The script gets its key not through KEYS: in a Redis Cluster it would not be found.',
      'Скрипт получает ключ не через KEYS: в Redis Cluster он бы не нашёлся.',
    ),
  ]
}

function declaredKeys(call: WireCommand): readonly string[] {
  const count = Number(argument(call, 2))
  if (!Number.isInteger(count)) return []
  return Array.from({ length: Math.min(count, 20) }, (_, index) => argument(call, 3 + index))
}
