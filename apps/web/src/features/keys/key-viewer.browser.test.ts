import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import type { KeyValue, KeyView } from '@keyspace/redis-lang'
import { setLocale } from '../../i18n/index.ts'
import { useSandbox } from '../../stores/sandbox.ts'
import { FakeTransport } from '../../transport/fake-transport.ts'
import { transportKey } from '../../transport/transport.ts'
import KeyViewer from './KeyViewer.vue'

let transport: FakeTransport

function view(key: string, value: KeyValue, change: Partial<KeyView> = {}): KeyView {
  return {
    db: 0,
    key,
    ttlMs: null,
    encoding: 'listpack',
    memory: 72,
    length: 1,
    value,
    truncated: false,
    ...change,
  }
}

async function open(...keys: KeyView[]) {
  const pinia = createPinia()
  const shown = await render(KeyViewer, {
    global: { plugins: [pinia], provide: { [transportKey]: transport } },
  })
  const sandbox = useSandbox(pinia)
  await sandbox.open({ lesson: 'r1' })
  await expect.poll(() => sandbox.status).toBe('ready')
  transport.tell({ kind: 'snapshot', keys, total: keys.length, truncated: false })
  return shown
}

const text = (value: string): KeyValue => ({ type: 'string', value })
const head = (name: string) => page.getByRole('button', { name })

beforeEach(() => {
  sessionStorage.clear()
  setLocale('en')
  transport = new FakeTransport()
})
afterEach(() => sessionStorage.clear())

describe('the key viewer', () => {
  it('teaches while there is nothing to show', async () => {
    await open()
    await expect.element(page.getByText('No keys yet')).toBeVisible()
    await expect.element(page.getByText('SET user:1 "Alex"')).toBeVisible()
  })

  it('shows every type in its own shape', async () => {
    await open(
      view('s', text('Alex'), { length: 4 }),
      view('l', { type: 'list', items: ['a', 'b'] }, { length: 2 }),
      view('h', { type: 'hash', fields: [['name', 'Ann']] }),
      view('t', { type: 'set', members: ['red', 'blue'] }, { length: 2 }),
      view('z', { type: 'zset', members: [['kim', '1.5']] }),
      view('x', { type: 'stream', entries: [{ id: '1-1', fields: [['f', 'v']] }] }),
    )
    for (const type of ['string', 'list', 'hash', 'set', 'sorted set', 'stream']) {
      await expect.element(page.getByRole('img', { name: type, exact: true })).toBeVisible()
    }
    for (const part of ['Alex', 'head', 'tail', 'Ann', 'blue', '1.5', '1-1']) {
      await expect.element(page.getByText(part, { exact: true }).first()).toBeVisible()
    }
  })

  it('lights up what was written, each time anew', async () => {
    const shown = await open(view('l', { type: 'list', items: ['b'] }))
    expect(shown.container.querySelector('.flash')).toBeNull()
    const items = ['a', 'b']
    transport.tell({
      kind: 'changes',
      total: 1,
      changes: [{ kind: 'changed', view: view('l', { type: 'list', items }, { length: 2 }) }],
    })
    await expect.poll(() => shown.container.querySelectorAll('.cell.touched').length).toBe(1)
    expect(shown.container.querySelector('.cell.touched')?.textContent).toContain('a')
    expect(shown.container.querySelector('.key > .flash')).not.toBeNull()
  })

  it('runs the time down', async () => {
    await open(view('s', text('v'), { ttlMs: 9_000 }))
    const timer = page.getByRole('timer')
    await expect.element(timer).toHaveTextContent(/8\.\d s/)
  })

  it('says why a key goes, then lets it go', async () => {
    await open(view('a', text('v')), view('b', text('w')))
    transport.tell({
      kind: 'changes',
      total: 0,
      changes: [
        { kind: 'deleted', db: 0, key: 'a' },
        { kind: 'expired', db: 0, key: 'b' },
      ],
    })
    await expect.element(head('a deleted')).toBeVisible()
    await expect.element(head('b expired')).toBeVisible()
    await expect.element(page.getByText('No keys yet')).toBeVisible()
  })

  it('opens and closes with the keyboard', async () => {
    await open(view('name', text('Alex')))
    const button = head('name')
    await expect.element(button).toHaveAttribute('aria-expanded', 'true')
    button.element().focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(button).toHaveAttribute('aria-expanded', 'false')
    await userEvent.keyboard(' ')
    await expect.element(button).toHaveAttribute('aria-expanded', 'true')
  })

  it('filters, and says so when nothing is left', async () => {
    await open(view('user:1', text('a')), view('queue', text('b')))
    await page.getByRole('searchbox').fill('user:*')
    await expect.element(head('queue')).not.toBeInTheDocument()
    await expect.element(head('user:1')).toBeVisible()
    await page.getByRole('searchbox').fill('nothing')
    await page.getByRole('button', { name: 'Show all keys' }).click()
    await expect.element(head('queue')).toBeVisible()
  })

  it('shows one database at a time', async () => {
    await open(view('zero', text('a')), view('one', text('b'), { db: 1 }))
    await expect.element(head('one')).not.toBeInTheDocument()
    await page.getByRole('button', { name: 'database 1' }).click()
    await expect.element(head('one')).toBeVisible()
  })

  it('says that a value is cut', async () => {
    const items = ['a', 'b']
    await open(view('l', { type: 'list', items }, { length: 500, truncated: true }))
    await expect.element(page.getByText('2 of 500 are shown')).toBeVisible()
    await expect.element(page.getByText('+498')).toBeVisible()
  })

  it('lays JSON out when asked, and shows what is stored until then', async () => {
    await open(view('s', text('{"a":1}')))
    await expect.element(page.getByText('{"a":1}')).toBeVisible()
    await page.getByRole('button', { name: 'as JSON' }).click()
    await expect.element(page.getByText('"a": 1')).toBeVisible()
  })

  it('speaks Russian', async () => {
    setLocale('ru')
    await open(view('l', { type: 'list', items: ['a', 'b', 'c'] }, { length: 3 }))
    await expect.element(page.getByText('3 элемента').first()).toBeVisible()
  })
})
