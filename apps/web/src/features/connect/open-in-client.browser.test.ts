import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { setLocale } from '../../i18n/index.ts'
import { useSandbox } from '../../stores/sandbox.ts'
import { FakeTransport } from '../../transport/fake-transport.ts'
import { transportKey } from '../../transport/transport.ts'
import OpenInClient from './OpenInClient.vue'

async function open() {
  const pinia = createPinia()
  const view = await render(OpenInClient, {
    global: { plugins: [pinia], provide: { [transportKey]: new FakeTransport() } },
  })
  await useSandbox(pinia).open({ lesson: 'r1' })
  await page.getByRole('button', { name: 'Own client' }).click()
  return view
}

beforeEach(() => {
  sessionStorage.clear()
  setLocale('en')
})

describe('open in your own client', () => {
  it('hides the password until it is asked for', async () => {
    const view = await open()
    const line = () => view.container.querySelector('pre')?.textContent
    expect(line()).toBe('redis-cli -u redis://1:••••••••@127.0.0.1:6380')
    await page.getByRole('button', { name: 'Show the password' }).click()
    await expect.poll(line).toBe('redis-cli -u redis://1:token-1@127.0.0.1:6380')
  })

  it('has the lines for other clients', async () => {
    const view = await open()
    await page.getByText('redis-py').click()
    await expect.poll(() => view.container.querySelector('pre')?.textContent).toContain('from_url')
  })
})
