import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import type { Reply, ReplyJson } from '@keyspace/redis-lang'
import { setLocale } from '../../../i18n/index.ts'
import { useSandbox } from '../../../stores/sandbox.ts'
import { bulk, FakeTransport, type FakeConnection } from '../../../transport/fake-transport.ts'
import { transportKey } from '../../../transport/transport.ts'
import CounterRace from './CounterRace.vue'

let transport: FakeTransport
let value = ''

/** One counter, and what a sandbox tells of each command. */
function answer([command = '', key = '', argument = '']: readonly string[], from: FakeConnection) {
  const [reply, json]: [Reply, ReplyJson] = (() => {
    if (command === 'GET') return [bulk(value), { kind: 'bulk', value }]
    if (command === 'SET') {
      value = argument
      const ok = { kind: 'status', value: 'OK' } as const
      return [ok, ok]
    }
    value = String(Number(value) + 1)
    const sum = { kind: 'integer', value: Number(value) } as const
    return [sum, sum]
  })()
  const argv = [command, key, argument].filter((word) => word !== '')
  const at = Date.now() * 1_000
  transport.tell({
    kind: 'command',
    step: 1,
    client: from.clientId,
    argv,
    reply: json,
    at,
    micros: 9,
  })
  const view = {
    db: 0,
    key,
    ttlMs: null,
    encoding: 'int',
    memory: 56,
    length: 1,
    value: { type: 'string', value } as const,
    truncated: false,
  }
  transport.tell({ kind: 'changes', changes: [{ kind: 'changed', view }], total: 1 })
  return reply
}

async function open(settings: Record<string, string> = {}) {
  const pinia = createPinia()
  const shown = await render(CounterRace, {
    props: { settings },
    global: { plugins: [pinia], provide: { [transportKey]: transport } },
  })
  const sandbox = useSandbox(pinia)
  await sandbox.open({ lab: 'counter-race' })
  await expect.element(page.getByTestId('counter')).toHaveTextContent('10')
  return shown
}

async function step(client: 'A' | 'B', name: string | RegExp): Promise<void> {
  const button = page.getByRole('group', { name: `Client ${client}` }).getByRole('button', { name })
  await expect.element(button).toHaveAttribute('aria-disabled', 'false')
  await button.click()
}

beforeEach(() => {
  sessionStorage.clear()
  setLocale('en')
  value = ''
  transport = new FakeTransport()
  transport.answer = answer
})
afterEach(() => sessionStorage.clear())

describe('the counter race', () => {
  it('loses an update in the order that the learner chooses, and tells it in words', async () => {
    const shown = await open()
    await step('A', 'Run: GET counter')
    await step('B', 'Run: GET counter')
    await step('A', /adds one/)
    await step('A', 'Run: SET counter 11')
    await step('B', /adds one/)
    await step('B', 'Run: SET counter 11')
    await expect.element(page.getByTestId('expected')).toHaveTextContent('12')
    await expect.element(page.getByTestId('got')).toHaveTextContent('11')
    await expect.element(page.getByRole('status')).toHaveTextContent('An update is lost')
    await expect.element(page.getByText('A B A A B B')).toBeVisible()
    expect(shown.emitted('change')?.at(-1)).toEqual([
      { key: 'counter', mode: 'read-write', start: '10', order: 'ABAABB' },
    ])
  })

  it('shows a client only the steps it can make now', async () => {
    await open()
    const b = page.getByRole('group', { name: 'Client B' })
    expect(b.getByRole('button').elements()).toHaveLength(1)
    await step('A', 'Run: GET counter')
    await expect
      .element(page.getByRole('group', { name: 'Client A' }).getByRole('button'))
      .toHaveTextContent('+1')
    await expect.element(b.getByRole('button')).toHaveTextContent('GET counter')
  })

  it('counts right with INCR', async () => {
    await open()
    await page.getByRole('button', { name: 'INCR', exact: true }).click()
    await step('A', 'Run: INCR counter')
    await step('B', 'Run: INCR counter')
    await expect.element(page.getByTestId('got')).toHaveTextContent('12')
    await expect.element(page.getByRole('status')).toHaveTextContent('INCR reads, adds and writes')
  })
})
