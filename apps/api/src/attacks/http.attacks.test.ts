import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createdSandbox, type CreatedSandbox } from '@keyspace/protocol'
import { startMain, type MainProcess } from '../testing/start-main.ts'
import { loadHttpAttacks, type HttpAttack, type HttpStep } from './http-attack.ts'
import { send, type RawAnswer } from './raw-request.ts'

const answeredWithinMs = 8_000

describe.each(['dedicated', 'embedded'] as const)('attacks over HTTP, %s', (engine) => {
  let server: MainProcess
  let b: CreatedSandbox

  beforeAll(async () => {
    server = await startMain({ SANDBOX_ENGINE: engine, LOG_LEVEL: 'info' })
    b = await create()
    await run(b, 'SET secret B-SECRET')
  })
  afterAll(() => server.end('SIGTERM'))

  async function create(): Promise<CreatedSandbox> {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${server.url}/api/sandboxes`, { method: 'POST', headers })
    return createdSandbox.parse(await answer.json())
  }

  async function run({ id, token }: CreatedSandbox, line: string): Promise<string> {
    const answer = await fetch(`${server.url}/api/sandboxes/${id}/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ line }),
    })
    const { text } = (await answer.json()) as { text: string }
    return text
  }

  async function play(attack: HttpAttack, a: CreatedSandbox): Promise<readonly RawAnswer[]> {
    const answers: RawAnswer[] = []
    for (const step of attack.steps) {
      const [times, one] = 'repeat' in step ? [step.repeat, step.step] : [1, step]
      for (let i = 0; i < times; i++) {
        const asked = performance.now()
        answers.push(await send(server.url, requestOf(one, a)))
        expect(performance.now() - asked).toBeLessThan(attack.check.deadlineMs ?? answeredWithinMs)
      }
    }
    return answers
  }

  function requestOf({ http }: HttpStep, a: CreatedSandbox) {
    const [text, times] = http.fill ?? ['', 0]
    const names: Record<string, string> = {
      'A.id': a.id,
      'A.token': a.token,
      'B.id': b.id,
      fill: text.repeat(times),
      own: `http://${new URL(server.url).host}`,
    }
    const named = (value: string): string =>
      value.replace(/\{([\w.]+)\}/g, (whole, name: string) => names[name] ?? whole)
    const headers = Object.entries(http.headers).map(([name, value]) => [name, named(value)])
    return {
      method: http.method,
      path: named(http.path.replace('<command endpoint>', '/api/sandboxes/{A.id}/commands')),
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: named(http.body),
    }
  }

  it.each(loadHttpAttacks().map((attack) => [attack.id, attack] as const))(
    '%s',
    async (_, attack) => {
      const a = await create()
      await run(a, 'SET mine A-OWN')
      const answers = await play(attack, a)
      const { status, notMatches } = attack.check
      for (const answer of answers) {
        if (status) expect(status, answer.text.slice(0, 300)).toContain(answer.status)
        expect(answer.text).not.toMatch(/B-SECRET|root:x:0|node_modules|\.ts:\d|\bat \S+ \(/)
        expect(answer.text).not.toContain(b.token)
        if (notMatches) expect(answer.text).not.toMatch(new RegExp(notMatches))
      }
      // B is as it was, and the server goes on.
      expect(await run(b, 'GET secret')).toBe('"B-SECRET"')
      expect(await run(b, 'DBSIZE')).toBe('(integer) 1')
      expect(server.child.exitCode).toBeNull()
    },
    60_000,
  )

  it('wrote no token to its log', () => {
    expect(server.stderr()).not.toContain(b.token)
  })
})
