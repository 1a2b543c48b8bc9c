import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { setLocale } from '../../i18n/index.ts'
import { useSandbox } from '../../stores/sandbox.ts'
import { bulk, FakeTransport } from '../../transport/fake-transport.ts'
import { transportKey } from '../../transport/transport.ts'
import TerminalPanel from './TerminalPanel.vue'

let transport: FakeTransport

async function open(clients: string[] = ['A']) {
  const pinia = createPinia()
  const view = await render(TerminalPanel, {
    props: { clients },
    global: { plugins: [pinia], provide: { [transportKey]: transport } },
  })
  const sandbox = useSandbox(pinia)
  await sandbox.open({ lesson: 'r1' })
  return { view, sandbox }
}

const input = (client = 'A') =>
  page.getByRole('textbox', { name: `Command line of client ${client}` })
const output = (client = 'A') => page.getByRole('log', { name: `Output of client ${client}` })

async function type(line: string, client = 'A'): Promise<void> {
  await input(client).fill(line)
  await userEvent.keyboard('{Enter}')
}

beforeEach(() => {
  sessionStorage.clear()
  setLocale('en')
  transport = new FakeTransport()
})
afterEach(() => sessionStorage.clear())

describe('the terminal panel', () => {
  it('runs a line and shows it with its reply', async () => {
    await open()
    transport.answer = () => bulk('Alex')
    await type('GET user:1')
    await expect.element(output()).toHaveTextContent('127.0.0.1:6379> GET user:1"Alex"')
    await expect.element(input()).toHaveValue('')
  })

  it('goes through earlier lines with the arrows and keeps the one being written', async () => {
    await open()
    await type('SET a 1')
    await type('GET a')
    await input().fill('PI')
    await userEvent.keyboard('{ArrowUp}{ArrowUp}')
    await expect.element(input()).toHaveValue('SET a 1')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect.element(input()).toHaveValue('PI')
  })

  it('completes with Tab and leaves an empty line to the page', async () => {
    await open()
    await input().click()
    await expect
      .poll(async () => {
        await input().fill('getr')
        await userEvent.keyboard('{Tab}')
        const field = input().element()
        return field instanceof HTMLTextAreaElement ? field.value : ''
      })
      .toBe('getrange ')
    await input().fill('')
    await userEvent.keyboard('{Tab}')
    await expect.element(input()).not.toHaveFocus()
  })

  it('shows the arguments to come behind the cursor', async () => {
    const { view } = await open()
    await input().fill('GETRANGE k ')
    await expect.poll(() => view.container.querySelector('.hint')?.textContent).toBe('start end')
  })

  it('says what the command in the line does, in the language of the page', async () => {
    const { view } = await open()
    await input().fill('zadd ')
    const sentence = view.getByText(/^ZADD /)
    await expect.element(sentence).toHaveTextContent('Add one or more members to a sorted set')
    setLocale('ru')
    await expect.element(sentence).toHaveTextContent('Добавляет участников со счётом')
  })

  it('finds an earlier line with Ctrl-R', async () => {
    await open()
    await type('SET user:1 Alex')
    await type('PING')
    await input().click()
    await userEvent.keyboard('{Control>}r{/Control}user')
    await userEvent.keyboard('{Enter}')
    await expect.element(input()).toHaveValue('SET user:1 Alex')
    expect(transport.commands).toEqual(['SET user:1 Alex', 'PING'])
  })

  it('runs pasted lines and keeps the last one in the line', async () => {
    await open()
    await input().click()
    const data = new DataTransfer()
    data.setData('text/plain', 'SET a 1\nSET b 2\nGET')
    input()
      .element()
      .dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    await expect.element(input()).toHaveValue('GET')
    await expect.poll(() => transport.commands).toEqual(['SET a 1', 'SET b 2'])
  })

  it('offers to stop what waits, with a key and with a button', async () => {
    await open()
    transport.answer = () => undefined
    await type('BLPOP q 0')
    await expect.element(page.getByText('Waiting for the reply')).toBeVisible()
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect.element(output()).toHaveTextContent('^C')
    await type('BLPOP q 0')
    await input().click()
    await userEvent.keyboard('{Control>}c{/Control}')
    await expect.poll(() => output().element().textContent.split('^C').length).toBe(3)
  })

  it('explains an unbalanced quote by its place', async () => {
    await open()
    await type('SET a "x')
    await expect.element(output()).toHaveTextContent('Invalid argument(s)')
    await expect.element(output()).toHaveTextContent('The quote " at position 7 is never closed')
  })

  it('makes nothing of markup in a reply', async () => {
    const { view } = await open()
    transport.answer = () => ({ kind: 'status', value: '<img src=x onerror=alert(1)>' })
    await type('ECHO x')
    await expect.element(output()).toHaveTextContent('<img src=x onerror=alert(1)>')
    expect(view.container.querySelector('img')).toBeNull()
  })

  it('folds a long reply and shows all of it when asked', async () => {
    await open()
    transport.answer = () => ({
      kind: 'array',
      items: Array.from({ length: 100 }, (_, at) => bulk(`key:${at}`)),
    })
    await type('KEYS *')
    await expect.element(output()).not.toHaveTextContent('key:99')
    await page.getByRole('button', { name: 'Show all 100 lines' }).click()
    await expect.element(output()).toHaveTextContent('key:99')
  })

  it('gives every client a terminal and a connection of its own', async () => {
    await page.viewport(900, 700)
    await open(['A', 'B'])
    await type('SET a 1', 'A')
    await type('GET a', 'B')
    await expect.element(output('A')).not.toHaveTextContent('GET a')
    await expect.element(output('B')).toHaveTextContent('GET a')
    const clients = new Set(transport.connections.map((connection) => connection.clientId))
    expect(clients.size).toBe(3)
  })

  it('puts several clients behind tabs where there is no room', async () => {
    await page.viewport(360, 640)
    await open(['A', 'B'])
    await page.getByRole('tab', { name: 'client B' }).click()
    await expect.element(input('B')).toBeVisible()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(page.getByRole('tab', { name: 'client A' })).toHaveFocus()
    await expect.element(input('A')).toBeVisible()
  })

  it('keeps the line while the server is away and goes on by itself', async () => {
    await open()
    await expect.poll(() => transport.connections.length).toBe(2)
    transport.life = 'away'
    for (const connection of [...transport.connections]) connection.drop()
    await expect.element(page.getByText('No connection. The line is kept.')).toBeVisible()
    await type('SET kept 1')
    await expect.element(input()).toHaveValue('SET kept 1')
    transport.life = 'alive'
    await expect.element(output()).toHaveTextContent('Connected again')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => transport.commands).toEqual(['SET kept 1'])
  })

  it('brings lines and draft back after a reload', async () => {
    const first = await open()
    await type('SET a 1')
    await input().fill('GET half')
    await first.view.unmount()
    first.sandbox.close()
    await open()
    await expect.element(input()).toHaveValue('GET half')
    await input().click()
    await userEvent.keyboard('{ArrowUp}')
    await expect.element(input()).toHaveValue('SET a 1')
  })
})
