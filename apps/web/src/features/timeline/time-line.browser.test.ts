import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import type { StepView } from '@keyspace/protocol'
import type { KeyView } from '@keyspace/redis-lang'
import { setLocale } from '../../i18n/index.ts'
import type { PastKeys } from '../../stores/keyspace/past-keys.ts'
import { useSandbox } from '../../stores/sandbox.ts'
import { FakeTransport } from '../../transport/fake-transport.ts'
import { timelineKey } from '../../transport/timeline-api.ts'
import { transportKey } from '../../transport/transport.ts'
import TimeLine from './TimeLine.vue'

let transport: FakeTransport
let looked: (PastKeys | null)[]

function step(number: number, argv: string[], change: Partial<StepView> = {}): StepView {
  return {
    step: number,
    client: 'none',
    clientName: null,
    db: 0,
    argv,
    reply: { kind: 'status', value: 'OK' },
    truncated: false,
    writes: true,
    at: number * 1_000,
    micros: 80,
    ...change,
  }
}

const view = (value: string): KeyView => ({
  db: 0,
  key: 'k',
  ttlMs: null,
  encoding: 'int',
  memory: 56,
  length: 1,
  value: { type: 'string', value },
  truncated: false,
})

async function open() {
  const pinia = createPinia()
  const shown = await render(TimeLine, {
    props: { onLook: (past: PastKeys | null) => looked.push(past) },
    global: {
      plugins: [pinia],
      provide: { [transportKey]: transport, [timelineKey]: transport.timeline },
    },
  })
  const sandbox = useSandbox(pinia)
  await sandbox.open({ lesson: 'r1' })
  await expect.poll(() => sandbox.status).toBe('ready')
  return { shown, sandbox }
}

const slider = () => page.getByRole('slider')

beforeEach(() => {
  sessionStorage.clear()
  setLocale('en')
  looked = []
  transport = new FakeTransport()
  transport.steps = [
    step(1, ['SET', 'k', '1']),
    step(2, ['GET', 'k'], { writes: false, reply: { kind: 'bulk', value: '1' } }),
    step(3, ['INCR', 'k', 'x'], {
      writes: false,
      reply: { kind: 'error', code: 'ERR', value: 'ERR wrong number of arguments' },
    }),
    step(4, ['SET', 'k', '2']),
  ]
  transport.past = { 1: [view('1')], 2: [view('1')], 3: [view('1')], 4: [view('2')] }
})
afterEach(() => sessionStorage.clear())

describe('the time line', () => {
  it('has a mark for each step, by what it did', async () => {
    const { shown } = await open()
    await expect.poll(() => shown.container.querySelectorAll('.mark').length).toBe(4)
    for (const [kind, count] of [
      ['write', 2],
      ['read', 1],
      ['error', 1],
    ] as const) {
      expect(shown.container.querySelectorAll(`.mark.${kind}`)).toHaveLength(count)
    }
    await expect.element(slider()).toHaveAttribute('aria-valuetext', 'now, after 4 steps')
    await expect
      .element(page.getByRole('button', { name: 'Now' }))
      .toHaveAttribute('aria-pressed', 'true')
  })

  it('is walked with the keyboard, and says where one is', async () => {
    await open()
    await expect.element(slider()).toHaveAttribute('aria-valuemax', '5')
    slider().element().focus()
    await userEvent.keyboard('{ArrowLeft}')
    await expect
      .element(slider())
      .toHaveAttribute(
        'aria-valuetext',
        'Step 4 of 4, another client, SET k 2, answered OK, changed data',
      )
    await expect.poll(() => looked.at(-1)?.step).toBe(4)
    expect(looked.at(-1)?.keys[0]).toMatchObject({ lastChange: 'changed', before: view('1') })
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(page.getByText('(error) ERR wrong number of arguments')).toBeVisible()
    await userEvent.keyboard('{Home}')
    await expect.element(slider()).toHaveAttribute('aria-valuetext', 'How your sandbox began')
    await expect.poll(() => looked.at(-1)?.step).toBe(0)
    await userEvent.keyboard('{Escape}')
    await expect.element(slider()).toHaveAttribute('aria-valuenow', '5')
    expect(looked.at(-1)).toBeNull()
  })

  it('grows while commands run, and starts anew in a sandbox that was reset', async () => {
    const { shown, sandbox } = await open()
    await expect.poll(() => shown.container.querySelectorAll('.mark').length).toBe(4)
    const fifth = step(5, ['DEL', 'k'])
    transport.steps.push(fifth)
    transport.tell({ kind: 'command', ...fifth })
    await expect.poll(() => shown.container.querySelectorAll('.mark').length).toBe(5)
    transport.steps = []
    await sandbox.reset()
    await expect.poll(() => shown.container.querySelectorAll('.mark').length).toBe(0)
  })

  it('branches from the step that one looks at, and goes back', async () => {
    const { sandbox } = await open()
    await expect.element(slider()).toHaveAttribute('aria-valuemax', '5')
    await page.getByRole('button', { name: 'One step back' }).click()
    await page.getByRole('button', { name: 'Branch from here' }).click()
    await expect.poll(() => sandbox.sandbox?.id).toBe('branch')
    expect(transport.branches).toEqual([{ source: '1', step: 4 }])
    await page.getByRole('button', { name: 'Leave the branch' }).click()
    await expect.poll(() => sandbox.sandbox?.id).toBe('1')
    await expect.poll(() => sandbox.status).toBe('ready')
  })

  it('speaks Russian', async () => {
    setLocale('ru')
    await open()
    await expect.element(slider()).toHaveAttribute('aria-valuetext', 'сейчас, 4 шага')
  })
})
