import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { setLocale } from '../../../i18n/index.ts'
import { useSandbox } from '../../../stores/sandbox.ts'
import { fakeSandbox, FakeTransport } from '../../../transport/fake-transport.ts'
import { transportKey } from '../../../transport/transport.ts'
import EvictionSim from './EvictionSim.vue'

let transport: FakeTransport

async function open(settings: Record<string, string> = {}) {
  const pinia = createPinia()
  const shown = await render(EvictionSim, {
    props: { settings },
    global: { plugins: [pinia], provide: { [transportKey]: transport } },
  })
  const sandbox = useSandbox(pinia)
  await sandbox.open({ lab: 'eviction' })
  await expect.poll(() => sandbox.status).toBe('ready')
  return shown
}

const figures = () =>
  page
    .getByRole('figure')
    .elements()
    .map((figure) => figure.querySelector('b')?.textContent)
const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) })

beforeEach(() => {
  sessionStorage.clear()
  setLocale('en')
  transport = new FakeTransport()
})
afterEach(() => sessionStorage.clear())

describe('the eviction simulator', () => {
  it('shows Redis beside an exact choice, and says of which ages keys are left', async () => {
    await open()
    expect(figures()).toEqual(['Exact LRU', 'Redis, 5 samples', 'Real redis-server'])
    await expect.element(row('oldest')).toBeVisible()
    // The exact one keeps all that was used lately.
    await expect.element(row('newest')).toHaveTextContent(/100%/)
  })

  it.each([
    ['allkeys-lfu', 'Exact LFU'],
    ['volatile-ttl', 'Exact order of expiry'],
  ])('has an exact choice for %s', async (policy, name) => {
    await open({ policy })
    expect(figures()[0]).toBe(name)
  })

  it('has none where there is nothing to choose by', async () => {
    await open({ policy: 'allkeys-random' })
    expect(figures()).toEqual(['Redis', 'Real redis-server'])
  })

  it('goes to any second, and says so', async () => {
    await open({ keys: '100' })
    const time = page.getByRole('slider', { name: /^Second/ })
    await time.fill('2')
    await expect.element(time).toHaveAccessibleName('Second 3 of 20: the memory is filled')
    await expect.element(page.getByText('0 keys were evicted.').first()).toBeInTheDocument()
  })

  it('tells its settings when a control moves', async () => {
    const shown = await open({ policy: 'allkeys-lru' })
    await page.getByRole('combobox', { name: 'maxmemory-policy' }).selectOptions('noeviction')
    expect(shown.emitted('change')?.at(-1)).toEqual([
      {
        policy: 'noeviction',
        workload: 'sequential',
        samples: '5',
        keys: '200',
        factor: '10',
        decay: '1',
      },
    ])
    await expect
      .element(page.getByText('writes were refused with OOM.').first())
      .toBeInTheDocument()
  })

  it('offers a real server only where servers are real', async () => {
    transport.created = { kind: 'ok', value: { ...fakeSandbox('1'), engine: 'embedded' } }
    await open()
    await expect.element(page.getByText('A real server is not available here')).toBeVisible()
    expect(page.getByRole('button', { name: 'Run it on a real server' }).elements()).toEqual([])
  })

  it('says why the real server did not run it, and removes it', async () => {
    transport.answer = (words) =>
      words[0] === 'CONFIG'
        ? { kind: 'error', value: 'ERR CONFIG is out today' }
        : { kind: 'status', value: 'OK' }
    const shown = await open()
    await page.getByRole('button', { name: 'Run it on a real server' }).click()
    await expect.element(page.getByText('ERR CONFIG is out today')).toBeVisible()
    expect(transport.creations).toBe(2)
    await shown.unmount()
    expect(transport.connections.map(({ options }) => options.protocol)).toEqual([3])
  })

  it('speaks Russian', async () => {
    setLocale('ru')
    await open({ policy: 'volatile-lru' })
    await expect.element(page.getByText('Уйти могут только ключи с TTL.')).toBeVisible()
  })
})
