import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import type { Reply } from '@keyspace/redis-lang'
import { setLocale } from '../../../i18n/index.ts'
import { useSandbox } from '../../../stores/sandbox.ts'
import {
  bulk,
  fakeSandbox,
  FakeTransport,
  type FakeConnection,
} from '../../../transport/fake-transport.ts'
import { transportKey } from '../../../transport/transport.ts'
import PipelineRacer from './PipelineRacer.vue'

let transport: FakeTransport
let stock = ''

function answer(words: readonly string[], from: FakeConnection): Reply {
  const [command = '', , argument = ''] = words
  const replies: Readonly<Record<string, () => Reply>> = {
    GET: () => bulk(stock),
    SET: () => {
      stock = argument
      return { kind: 'status', value: 'OK' }
    },
    DECR: () => {
      if (Number.isNaN(Number(stock))) {
        return { kind: 'error', value: 'ERR value is not an integer or out of range' }
      }
      stock = String(Number(stock) - 1)
      return { kind: 'integer', value: Number(stock) }
    },
    EXEC: () => ({ kind: 'array', items: [] }),
  }
  const reply = { kind: 'integer', value: 1 } as const
  transport.tell({
    kind: 'command',
    step: 1,
    client: from.clientId,
    argv: [...words],
    reply,
    at: Date.now() * 1_000,
    micros: 40,
  })
  return replies[command]?.() ?? reply
}

async function open(settings: Record<string, string> = {}) {
  const pinia = createPinia()
  const shown = await render(PipelineRacer, {
    props: { settings },
    global: { plugins: [pinia], provide: { [transportKey]: transport } },
  })
  const sandbox = useSandbox(pinia)
  await sandbox.open({ lab: 'pipeline-racer' })
  await expect.poll(() => sandbox.status).toBe('ready')
  return shown
}

const button = (name: string) => page.getByRole('button', { name, exact: true })

beforeEach(() => {
  sessionStorage.clear()
  setLocale('en')
  stock = ''
  transport = new FakeTransport()
  transport.answer = answer
  const { limits, ...sandbox } = fakeSandbox('1')
  transport.created = {
    kind: 'ok',
    value: { ...sandbox, limits: { ...limits, commandsPerSecond: 200, commandsBurst: 1_000 } },
  }
})
afterEach(() => sessionStorage.clear())

describe('the pipeline racer', () => {
  it('sends the same commands in three ways, over one connection with the delay', async () => {
    await open({ n: '3', rtt: '40' })
    await button('Start the race').click()
    await expect.element(button('Race again')).toBeVisible()
    const incr = (lane: string) => Array.from({ length: 3 }, () => `INCR racer:${lane}`)
    expect(transport.commands).toEqual([
      'DEL racer:one-by-one racer:pipeline racer:transaction',
      'PING',
      'PING',
      'PING',
      ...incr('one-by-one'),
      ...incr('pipeline'),
      'MULTI',
      ...incr('transaction'),
      'EXEC',
    ])
    // The watcher alone is left.
    expect(transport.connections).toHaveLength(1)
    await expect.element(page.getByRole('row', { name: /^One by one/ })).toBeVisible()
    await expect.element(page.getByTestId('measured-pipeline')).toHaveTextContent(/ms$/)
  })

  it('says before the race what the network alone will take', async () => {
    await open({ n: '20', rtt: '100' })
    await expect
      .element(page.getByRole('row', { name: /^One by one/ }))
      .toHaveTextContent('2.00 s and more')
    await expect
      .element(page.getByRole('row', { name: /^Pipeline/ }))
      .toHaveTextContent('100 ms and more')
  })

  it('tells its settings when a slider moves, and forgets the race', async () => {
    const shown = await open({ n: '2', rtt: '0' })
    await button('Start the race').click()
    await expect.element(button('Race again')).toBeVisible()
    await page.getByRole('slider', { name: /^Commands/ }).fill('7')
    expect(shown.emitted('change')?.at(-1)).toEqual([{ n: '7', rtt: '0', work: 'incr' }])
    await expect.element(button('Start the race')).toBeVisible()
  })

  it('shows what goes wrong when a command needs an earlier reply', async () => {
    await open({ rtt: '0' })
    await button('In a pipeline').click()
    await expect.element(page.getByTestId('stock')).toHaveTextContent('NaN')
    await expect.element(page.getByText('(error) ERR value is not an integer')).toBeVisible()
    await button('DECR in a pipeline').click()
    await expect.element(page.getByTestId('stock')).toHaveTextContent('6')
  })

  it('says that it did not run when there is no connection', async () => {
    await open()
    transport.life = 'away'
    await button('Start the race').click()
    await expect.element(page.getByText('The race did not run')).toBeVisible()
    await expect.element(button('Start the race')).toBeVisible()
  })
})
