import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const KEY = 'keyspace.learner'
let stored: Map<string, string>

beforeEach(() => {
  stored = new Map()
  vi.resetModules()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

async function idOfNewPage(): Promise<string> {
  vi.resetModules()
  return (await import('./learner-id.ts')).learnerId()
}

it('is the same on every page of a browser', async () => {
  const first = await idOfNewPage()
  expect(first).toMatch(/^[\da-f]{32}$/)
  expect(await idOfNewPage()).toBe(first)
})

it('is made anew where the server would not take what is kept', async () => {
  stored.set(KEY, 'short')
  const made = await idOfNewPage()
  expect(made).not.toBe('short')
  expect(stored.get(KEY)).toBe(made)
})

it('lasts as long as the page where storage is closed', async () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('closed')
    },
  })
  vi.resetModules()
  const { learnerId } = await import('./learner-id.ts')
  expect(learnerId()).toBe(learnerId())
})
