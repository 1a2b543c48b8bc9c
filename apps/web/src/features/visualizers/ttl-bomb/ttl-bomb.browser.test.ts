import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import type { KeyView } from '@keyspace/redis-lang'
import { setLocale } from '../../../i18n/index.ts'
import { useSandbox } from '../../../stores/sandbox.ts'
import { bulk, FakeTransport } from '../../../transport/fake-transport.ts'
import { transportKey } from '../../../transport/transport.ts'
import TtlBomb from './TtlBomb.vue'

let transport: FakeTransport

function view(key: string, ttlMs: number | null): KeyView {
  return {
    db: 0,
    key,
    ttlMs,
    encoding: 'embstr',
    memory: 56,
    length: 1,
    value: { type: 'string', value: 'v' },
    truncated: false,
  }
}

async function open(settings: Record<string, string> = {}) {
  const pinia = createPinia()
  const shown = await render(TtlBomb, {
    props: { settings },
    global: { plugins: [pinia], provide: { [transportKey]: transport } },
  })
  const sandbox = useSandbox(pinia)
  await sandbox.open({ lab: 'ttl-bomb' })
  await expect.poll(() => sandbox.status).toBe('ready')
  return { shown, sandbox }
}

function tell(...keys: KeyView[]): void {
  transport.tell({
    kind: 'changes',
    changes: keys.map((each) => ({ kind: 'added', view: each })),
    total: keys.length,
  })
}

const option = (name: string | RegExp) => page.getByRole('option', { name })

beforeEach(() => {
  sessionStorage.clear()
  setLocale('en')
  transport = new FakeTransport()
})
afterEach(() => sessionStorage.clear())

describe('the TTL bomb', () => {
  it('offers the command that lights the first one, and runs it in terminal A', async () => {
    const { sandbox } = await open({ key: 'my key', seconds: '7', value: 'v' })
    const line = 'SETEX "my key" 7 v'
    await page
      .getByRole('button', { name: `Run: ${line}` })
      .first()
      .click()
    await expect.poll(() => transport.commands).toContain('SETEX my key 7 v')
    expect(sandbox.terminals.get('A')?.state.entries[0]).toMatchObject({ line })
  })

  it('lights keys with a TTL only, and says so in words', async () => {
    await open()
    tell(view('a', 20_000), view('b', null))
    await expect.element(option(/^a, (20|19) s left/)).toBeVisible()
    expect(option(/^b/).elements()).toEqual([])
    await expect.element(page.getByRole('log')).toHaveTextContent('a is armed: 20 s left.')
  })

  it('counts the chosen key down and explodes it at zero', async () => {
    await open({ key: 'a' })
    tell(view('a', 700))
    await expect.element(option('a, 1 s left')).toBeVisible()
    await expect.element(option('a, exploded')).toBeVisible()
    await expect.element(page.getByTestId('pttl')).toHaveTextContent('-2')
    await expect.element(page.getByRole('log')).toHaveTextContent('a exploded')
  })

  it('shows a reply in time and one that came too late', async () => {
    await open({ key: 'a' })
    tell(view('a', 600))
    await expect.element(option(/^a/)).toBeVisible()
    const get = (reply: 'bulk' | 'nil') =>
      transport.tell({
        kind: 'command',
        step: 1,
        client: '99',
        argv: ['GET', 'a'],
        reply: reply === 'nil' ? { kind: 'nil' } : { kind: 'bulk', value: 'token' },
        at: 0,
        micros: 1,
      })
    get('bulk')
    await expect.element(option(/^a/)).toHaveTextContent('"token"')
    await expect.element(option('a, exploded')).toBeVisible()
    get('nil')
    await expect.element(option(/^a/)).toHaveTextContent('(nil)')
    await expect.element(page.getByRole('log')).toHaveTextContent('read too late: (nil)')
  })

  it('asks the server again, over no terminal, when the page is looked at again', async () => {
    transport.answer = (words) =>
      words[0] === 'PTTL' ? { kind: 'integer', value: 5_000 } : bulk('x')
    const { sandbox } = await open({ key: 'a' })
    tell(view('a', 60_000))
    await expect.element(option(/60 s left/)).toBeVisible()
    document.dispatchEvent(new Event('visibilitychange'))
    await expect.poll(() => transport.commands).toEqual(['SELECT 0', 'PTTL a'])
    await expect
      .poll(() => Number(page.getByTestId('pttl').element().textContent))
      .toBeLessThanOrEqual(5_000)
    expect(sandbox.evidence.commands).toEqual([])
  })

  it('is walked with the arrow keys; the chosen key goes into the commands', async () => {
    const { shown } = await open({ key: 'a' })
    tell(view('a', 60_000), view('b', 60_000))
    await expect.element(option(/^b/)).toBeVisible()
    option(/^a/).element().focus()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(option(/^b/)).toHaveFocus()
    await expect.element(page.getByRole('button', { name: 'Run: PERSIST b' })).toBeVisible()
    expect(shown.emitted('change')?.at(-1)).toEqual([{ key: 'b', seconds: '10', value: 'secret' }])
  })

  it('speaks Russian', async () => {
    setLocale('ru')
    await open()
    tell(view('a', 20_000))
    await expect.element(page.getByRole('log')).toHaveTextContent('фитиль зажжён')
  })
})
