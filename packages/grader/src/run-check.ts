import { httpEvidence } from './http/learner-client.ts'
import type { Lane, PreparedScene } from './lane.ts'
import { fail, note } from './probes/findings.ts'
import { Unanswered, type Finding, type Probe } from './probes/probe.ts'
import { RedisBusy } from './redis/redis-admin.ts'
import type { CheckResult, Text } from './report.ts'
import { say } from './say.ts'
import { wireEvidence } from './wire/wire-evidence.ts'

/** A check that takes longer is over; an honest one takes milliseconds. */
const CHECK_WITHIN_MS = 15_000

/** Runs one check in a lane; whatever happens there becomes a result. */
export async function runCheck(lane: Lane, probe: Probe): Promise<CheckResult> {
  const startedAt = performance.now()
  const ended = (): number => Math.round((performance.now() - startedAt) * 10) / 10
  try {
    const scene = await lane.prepare(probe)
    if (scene === undefined) return graded(probe, neverCameBack(lane), ended())
    let passed = false
    try {
      const finding = await found(lane, probe, scene)
      passed = finding.verdict === 'pass'
      return graded(probe, finding, ended())
    } finally {
      lane.finish(scene, probe, passed)
    }
  } catch (cause) {
    return broken(probe, cause, ended())
  }
}

async function found(lane: Lane, probe: Probe, scene: PreparedScene): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => resolve(neverDone(scene)), CHECK_WITHIN_MS)
  })
  try {
    return await Promise.race([probe.run(scene), tooLong])
  } catch (cause) {
    if (cause instanceof Unanswered) return await unanswered(lane, scene, cause)
    if (cause instanceof RedisBusy) {
      return redisLost(
        scene,
        say('Redis is stuck in a command of the submission', 'Redis завис на команде решения'),
      )
    }
    if (!lane.redisBroke) throw cause
    return redisLost(
      scene,
      say('a command of the submission brought Redis down', 'команда решения обрушила Redis'),
    )
  } finally {
    clearTimeout(timer)
  }
}

function redisLost(scene: PreparedScene, got: Text): Finding {
  return fail(got, [wireEvidence(scene.wire.commands.slice(-3), scene.startedAt)])
}

async function unanswered(
  lane: Lane,
  scene: PreparedScene,
  { exchange }: Unanswered,
): Promise<Finding> {
  const evidence = [httpEvidence(exchange)]
  await lane.endIsNoticed()
  if (!scene.crashed()) {
    const { method, path, trouble } = exchange
    return fail(
      say(
        `${method} ${path} got no answer: ${trouble ?? ''}`,
        `${method} ${path} остался без ответа: ${trouble ?? ''}`,
      ),
      evidence,
    )
  }
  return fail(
    say('the app ended in the middle of the check', 'приложение завершилось посреди проверки'),
    [
      ...evidence,
      note(
        say('The last that it printed', 'Последнее, что оно напечатало'),
        lane.app.output() || '—',
      ),
    ],
  )
}

function neverDone(scene: PreparedScene): Finding {
  const last = scene.exchanges.at(-1)
  return fail(
    say('the check did not come to an end in 15 seconds', 'проверка не закончилась за 15 секунд'),
    last === undefined ? [] : [httpEvidence(last)],
  )
}

function neverCameBack(lane: Lane): Finding {
  return fail(
    say(
      'the app had ended, and did not start again',
      'приложение завершилось и не запустилось снова',
    ),
    [
      note(
        say('The last that it printed', 'Последнее, что оно напечатало'),
        lane.app.output() || '—',
      ),
    ],
  )
}

/** The result of a check that said something about the submission. */
export function graded(probe: Probe, finding: Finding, durationMs: number): CheckResult {
  const expected = finding.expected ?? probe.expected
  const passed = finding.verdict === 'pass'
  return {
    ...described(probe, expected),
    points: passed ? probe.points : 0,
    verdict: finding.verdict,
    sentence: passed ? sentence(finding.got) : expectedAndGot(expected, finding.got),
    got: finding.got,
    remarks: [...(finding.remarks ?? [])],
    evidence: [...finding.evidence],
    remediation: passed ? null : probe.teaches,
    durationMs,
  }
}

function broken(probe: Probe, cause: unknown, durationMs: number): CheckResult {
  const detail = cause instanceof Error ? cause.message : String(cause)
  const got = say(
    `the check itself could not run: ${detail}`,
    `сама проверка не смогла выполниться: ${detail}`,
  )
  return {
    ...described(probe, probe.expected),
    points: 0,
    verdict: 'error',
    sentence: sentence(got),
    got,
    remarks: [],
    evidence: [],
    remediation: null,
    durationMs,
  }
}

function described({ id, task, title, points }: Probe, expected: Text) {
  return { id, task, title, maxPoints: points, expected }
}

function sentence({ en, ru }: Text): Text {
  return say(asSentence(en), asSentence(ru))
}

function expectedAndGot(expected: Text, got: Text): Text {
  return say(
    `Expected: ${expected.en}. Got: ${got.en}.`,
    `Ожидалось: ${expected.ru}. Получено: ${got.ru}.`,
  )
}

function asSentence(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`
}
