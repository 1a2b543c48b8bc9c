import { expect, test, type Page } from '@playwright/test'
import { gzipSync } from 'node:zlib'

const KIB = 1024

interface Loaded {
  readonly name: string
  readonly gzipped: number
}

/** Scripts and styles that had arrived when the page could first be read: when its heading stood. */
async function loadedUntilReadable(page: Page, path: string): Promise<readonly Loaded[]> {
  const bodies = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    const type = response.request().resourceType()
    if (type !== 'script' && type !== 'stylesheet') return
    const body = response.body()
    // What comes behind the reading is not asked for its body, and may be cut off by the end of the test.
    body.catch(() => undefined)
    bodies.set(response.url(), body)
  })
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('h1') === null) return
      observer.disconnect()
      performance.mark('readable')
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')
  const names = await page.evaluate(() => {
    const readable = performance.getEntriesByName('readable')[0]?.startTime ?? Infinity
    return performance
      .getEntriesByType('resource')
      .filter((entry) => entry.startTime + entry.duration <= readable)
      .map((entry) => entry.name)
  })
  const wanted = [...bodies].filter(([name]) => names.includes(name))
  return Promise.all(
    wanted.map(async ([name, body]) => ({ name, gzipped: gzipSync(await body).length })),
  )
}

const total = (loaded: readonly Loaded[]): number =>
  loaded.reduce((sum, { gzipped }) => sum + gzipped, 0)

for (const [lang, other] of [
  ['en', 'ru'],
  ['ru', 'en'],
] as const) {
  test.describe(`for a reader of ${lang}`, () => {
    test.use({ locale: lang })

    test('the entry weighs at most 50 KB, with the course in one language', async ({ page }) => {
      const loaded = await loadedUntilReadable(page, '/')
      expect(total(loaded)).toBeLessThanOrEqual(50 * KIB)
      const chunkOf = (name: string) =>
        page.locator(`meta[name="course-${name}"]`).getAttribute('content')
      const paths = loaded.map(({ name }) => new URL(name).pathname)
      expect(paths).toContain(await chunkOf(lang))
      expect(paths).not.toContain(await chunkOf(other))
    })
  })
}

test('a lesson can be read after at most 120 KB, and without an editor', async ({ page }) => {
  const loaded = await loadedUntilReadable(page, '/lessons/r1-architecture-and-cli')
  expect(loaded.length).toBeGreaterThan(3)
  expect(total(loaded)).toBeLessThanOrEqual(120 * KIB)
  expect(loaded.filter(({ name }) => /monaco/i.test(name))).toEqual([])
})
