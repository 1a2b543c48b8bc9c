import type { KeyView } from '@keyspace/redis-lang'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { setLocale } from '../../i18n/index.ts'
import { FakeTransport } from '../../transport/fake-transport.ts'
import { transportKey } from '../../transport/transport.ts'
import LessonHost from './fixtures/LessonHost.vue'
import { sampleLesson } from './fixtures/sample-lesson.ts'

let transport: FakeTransport

function open(lesson = sampleLesson) {
  return render(LessonHost, {
    props: { lesson },
    global: { plugins: [createPinia()], provide: { [transportKey]: transport } },
  })
}

function stringKey(value: string): KeyView {
  return {
    db: 0,
    key: 'user:1',
    ttlMs: null,
    encoding: 'embstr',
    memory: 56,
    length: value.length,
    value: { type: 'string', value },
    truncated: false,
  }
}

/** What the server tells its watcher after `SET user:1 <value>`. */
async function afterSet(value: string): Promise<void> {
  await expect.poll(() => transport.connections.length).toBeGreaterThan(0)
  transport.tell({
    kind: 'command',
    step: 1,
    // Not the watcher's own connection, whose commands are not the learner's.
    client: '99',
    argv: ['SET', 'user:1', value],
    reply: { kind: 'status', value: 'OK' },
    at: 0,
    micros: 1,
  })
  transport.tell({
    kind: 'changes',
    changes: [{ kind: 'changed', view: stringKey(value) }],
    total: 1,
  })
}

const step = () => page.getByRole('region', { name: 'Step 1 of 1' })

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  setLocale('en')
  transport = new FakeTransport()
})

describe('a step', () => {
  it('says nothing before anything was tried, and ticks by itself when its key is right', async () => {
    open()
    await expect.element(step()).toHaveTextContent('Open')
    await expect.element(step()).not.toHaveTextContent('Not yet')
    await afterSet('Alex')
    await expect.element(step()).toHaveTextContent('Done')
    await expect.element(page.getByText('Step 1 is done.')).toBeInTheDocument()
  })

  it('says what was expected and got, and names a mistake it knows', async () => {
    open()
    await afterSet('Bob')
    await expect.element(step()).toHaveTextContent('expected "Alex", got "Bob"')
    await afterSet('alex')
    await expect.element(step()).toHaveTextContent('Redis tells capitals from small letters.')
  })

  it('stays done after a reload, when the key is gone', async () => {
    const first = open()
    await afterSet('Alex')
    await expect.element(step()).toHaveTextContent('Done')
    await first.unmount()
    transport = new FakeTransport()
    open()
    await expect.element(step()).toHaveTextContent('Done')
  })

  it('opens its hints one by one and keeps them open', async () => {
    const first = open()
    await page.getByRole('button', { name: 'Show a hint' }).click()
    await expect.element(step()).toHaveTextContent('SET writes.')
    await expect.element(step()).not.toHaveTextContent('SET user:1 Alex')
    await page.getByRole('button', { name: 'Show the next hint' }).click()
    await expect.element(step()).toHaveTextContent('SET user:1 Alex')
    await first.unmount()
    open()
    await expect.element(step()).toHaveTextContent('Hint 2 of 2')
  })
})

describe('a transcript', () => {
  it('runs its lines in its terminal and says whether the replies are as shown', async () => {
    transport.answer = () => ({ kind: 'status', value: 'PONG' })
    open()
    await page.getByRole('button', { name: 'Run all lines' }).click()
    await expect.element(page.getByText('Ran. The replies are as shown.')).toBeVisible()
    expect(transport.commands).toContain('PING')
  })

  it('names its terminal before and after it ran, where there are several', async () => {
    transport.answer = () => ({ kind: 'status', value: 'PONG' })
    open({ ...sampleLesson, clients: ['A', 'B'] })
    const transcript = page.getByRole('group', { name: 'Commands for terminal A' })
    await expect.element(transcript).toHaveTextContent('terminal A')
    await page.getByRole('button', { name: 'Run all lines' }).click()
    await expect.element(transcript).toHaveTextContent('Ran. The replies are as shown.')
    await expect.element(transcript).toHaveTextContent('terminal A')
  })

  it('shows the learner’s own reply where it is different', async () => {
    transport.answer = () => ({ kind: 'error', value: 'ERR no' })
    open()
    await page.getByRole('button', { name: 'Run all lines' }).click()
    await expect.element(page.getByText('(error) ERR no')).toBeVisible()
  })
})

describe('a practice with blanks', () => {
  const run = () => page.getByRole('button', { name: 'Run', exact: true })
  const blank = () => page.getByRole('textbox', { name: 'Blank 1 of 1: KEY' })

  it('asks for every blank before it runs', async () => {
    open()
    await run().click()
    await expect.element(page.getByText('Fill in every blank first.')).toBeVisible()
    await expect.element(blank()).toHaveFocus()
    expect(transport.commands).not.toContain('SET  Alex')
  })

  it('runs what was written and keeps it', async () => {
    const first = open()
    await blank().fill('user:1')
    await run().click()
    await expect.poll(() => transport.commands).toContain('SET user:1 Alex')
    await first.unmount()
    open()
    await expect.element(blank()).toHaveValue('user:1')
  })
})

describe('a check list', () => {
  it('remembers its ticks', async () => {
    const first = open()
    await page.getByRole('checkbox', { name: 'I wrote a key' }).click()
    await first.unmount()
    open()
    await expect.element(page.getByRole('checkbox', { name: 'I wrote a key' })).toBeChecked()
  })
})
