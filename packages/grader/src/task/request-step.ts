import { isDeepStrictEqual } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { globMatch } from '@keyspace/lesson/yaml'
import { httpEvidence, type Exchange } from '../http/learner-client.ts'
import { shown } from '../probes/findings.ts'
import type { Text } from '../report.ts'
import { say } from '../say.ts'
import { instead, judgeAnswers, type Judging } from './judge-answers.ts'
import { isLate, repeat, type Stage, type StepResult } from './stage.ts'
import type { Answer, RequestStep } from './task-schema.ts'

/** Between two tries of a request that may take a while to be answered right. */
const AGAIN_AFTER_MS = 10

/** Asks as often as the step says, and holds the answers against what it expects. */
export async function runRequest(step: RequestStep, stage: Stage): StepResult {
  if (step.within !== undefined) return askUntil(step, step.within * 1_000, stage)
  const user = stage.user(step.from)
  try {
    const exchanges = await repeat(step, () => user.send(requestOf(step)))
    return judgeAnswers(exchanges, step.expect ?? [], HTTP)
  } catch (cause) {
    // Where nothing is expected of it, the next step looks at what it left.
    if (step.expect === undefined && isLate(cause) && !stage.scene.crashed()) return undefined
    throw cause
  }
}

async function askUntil(step: RequestStep, withinMs: number, { scene }: Stage): StepResult {
  const deadline = performance.now() + withinMs
  for (;;) {
    const left = Math.max(50, deadline - performance.now())
    const exchange = await scene.patientClient(left).send(requestOf(step))
    const finding = judgeAnswers([exchange], step.expect ?? [], HTTP)
    if (finding === undefined || scene.crashed() || performance.now() >= deadline) return finding
    await sleep(AGAIN_AFTER_MS)
  }
}

function requestOf({ request, headers, body, text }: RequestStep) {
  const [method = 'GET', path = '/'] = request.split(' ')
  return { method, path, headers, body: text ?? (body === undefined ? body : JSON.stringify(body)) }
}

const HTTP: Judging<Exchange, Answer> = {
  mismatch,
  evidence: (exchange) => [httpEvidence(exchange)],
}

function mismatch(exchange: Exchange, expected: Answer): Text | undefined {
  const what = `${exchange.method} ${exchange.path}`
  if (exchange.status === undefined || !hasStatus(exchange.status, expected)) {
    return say(shown(exchange), shown(exchange))
  }
  for (const [name, glob] of Object.entries(expected.headers ?? {})) {
    const value = exchange.headers[name.toLowerCase()]
    if (value === undefined || !globMatch(glob, value)) {
      return instead(`${what}, ${name}`, value ?? '—', glob)
    }
  }
  if (expected.body !== undefined && !globMatch(expected.body, exchange.answer)) {
    return instead(what, JSON.stringify(exchange.answer), expected.body)
  }
  return jsonMismatch(what, exchange.answer, expected)
}

function hasStatus(status: number, { status: wanted }: Answer): boolean {
  return wanted === undefined || wanted.includes(status)
}

function jsonMismatch(what: string, body: string, { json, at }: Answer): Text | undefined {
  if (json === undefined && at === undefined) return undefined
  const parsed = parseJson(body)
  if (parsed === undefined) {
    return say(`${what} answered no JSON`, `${what} ответил не в формате JSON`)
  }
  if (json !== undefined && !isDeepStrictEqual(parsed.value, json)) {
    return instead(what, JSON.stringify(parsed.value), JSON.stringify(json))
  }
  for (const [path, wanted] of Object.entries(at ?? {})) {
    const found = valueAt(parsed.value, path.split('.'))
    if (isDeepStrictEqual(found, wanted)) continue
    return instead(
      `${what}, ${path}`,
      found === undefined ? '—' : JSON.stringify(found),
      JSON.stringify(wanted),
    )
  }
  return undefined
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

function valueAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value
  if (typeof value !== 'object' || value === null) return undefined
  const own = Object.entries(value).find(([key]) => key === name)
  return own === undefined ? undefined : valueAt(own[1], rest)
}
