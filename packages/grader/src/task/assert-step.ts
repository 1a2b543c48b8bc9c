import { judge, type AnsweredCommand, type Evidence } from '@keyspace/lesson/assert'
import { globMatch, type Assertion } from '@keyspace/lesson/yaml'
import { bytesToJson, ReplyDecoder, replyToJson, type ReplyJson } from '@keyspace/redis-lang'
import { fail, note } from '../probes/findings.ts'
import type { Finding } from '../probes/probe.ts'
import { say } from '../say.ts'
import type { WireCommand } from '../wire/wire-command.ts'
import { wireEvidence } from '../wire/wire-evidence.ts'
import { lookAtKeys } from './look-at-keys.ts'
import type { Stage, StepResult } from './stage.ts'

/** Holds what Redis keeps, and what was seen on the wire, against the assertions of a lesson. */
export async function runAssertions(asserted: readonly Assertion[], { scene }: Stage): StepResult {
  const evidence: Evidence = {
    keys: await lookAtKeys(scene.redis),
    commands: scene.wire.commands.filter(({ answered }) => answered).map(toAnswered),
  }
  const check = {
    ...{ id: '', say: '', points: 0, hidden: false, hints: [], mistakes: [] },
    assert: asserted,
  }
  const [en, ru] = [judge(check, evidence, 'en'), judge(check, evidence, 'ru')]
  const failed = en.results.findIndex(({ passed }) => !passed)
  if (failed === -1) return undefined
  return fail(say(bare(en.results[failed]?.say), bare(ru.results[failed]?.say)), [
    wireEvidence(scene.wire.commands, scene.startedAt),
  ])
}

/** The report puts the full stop. */
function bare(sentence = ''): string {
  return sentence.replace(/\.$/, '')
}

/**
 * The checking engine tells round trips by time; here they were counted, so that each has a time of
 * its own and what left together has the same.
 */
function toAnswered(command: WireCommand): AnsweredCommand {
  return {
    client: String(command.connection),
    argv: command.argv.map(bytesToJson),
    reply: replyOf(command),
    at: command.roundTrip * 2,
    micros: 1,
  }
}

function replyOf({ reply, refused }: WireCommand): ReplyJson {
  const decoder = new ReplyDecoder()
  decoder.push(reply ?? new Uint8Array())
  const decoded = decoder.next()
  if (decoded !== undefined) return replyToJson(decoded)
  // It was lost on its way, or is longer than what is kept.
  return refused ? { kind: 'error', code: '', value: '' } : { kind: 'nil' }
}

/** Every key like the glob has an end, and there is one. */
export async function runExpiring(glob: string, { scene }: Stage): StepResult {
  const keys = (await lookAtKeys(scene.redis)).filter(
    ({ key }) => typeof key === 'string' && globMatch(glob, key),
  )
  const evidence: Finding['evidence'] = [wireEvidence(scene.wire.commands, scene.startedAt)]
  if (keys.length === 0) {
    return fail(say(`no key ${glob} is there`, `ключа ${glob} нет`), evidence)
  }
  const bare = keys.find(({ ttlMs }) => ttlMs === null)
  if (bare === undefined) return undefined
  const name = typeof bare.key === 'string' ? bare.key : glob
  return fail(
    say(`${name} has no TTL and stays for ever`, `у ${name} нет TTL, и он останется навсегда`),
    [...evidence, note(say('TTL in Redis', 'TTL в Redis'), `TTL ${name} → -1`)],
  )
}

/** No more connections to Redis than that, since the submission was started. */
export function runConnections(most: number, { scene }: Stage): StepResult {
  const { connections, commands } = scene.wire
  if (connections <= most) return Promise.resolve(undefined)
  const got = say(
    `connections to Redis: ${connections}, and not at most ${most}`,
    `соединений с Redis: ${connections}, а не больше ${most}`,
  )
  return Promise.resolve(fail(got, [wireEvidence(commands, scene.startedAt)]))
}
