import { expect, test } from '@playwright/test'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { OwnServer } from './own-server.ts'

const PORT = 18_471
const SITE_PORT = 18_473
// Another host for the browser: cross-site, as a documentation site would be.
const SITE = `http://localhost:${SITE_PORT}`
const STRANGER = `http://127.0.0.1:${SITE_PORT}`

const PAGE = `<!doctype html>
<html lang="en"><head><title>Somebody's docs</title>
<style>* { color: red !important; font-size: 40px !important } iframe { display: none !important }</style>
<script src="http://127.0.0.1:${PORT}/embed.js" async></script></head>
<body><h1>Docs</h1>
<keyspace-console lang="en" height="400"></keyspace-console>
<keyspace-lesson src="http://127.0.0.1:${PORT}/lessons/r1-architecture-and-cli" lang="ru"></keyspace-lesson>
<keyspace-lesson id="wrong" src="https://elsewhere.example/lessons/r1"></keyspace-lesson>
</body></html>`

const WITH_PRACTICE = `<!doctype html>
<html lang="en"><head><title>Somebody's docs</title>
<script src="http://127.0.0.1:${PORT}/embed.js" async></script></head>
<body><keyspace-lesson slug="r4-clients-from-code" lang="en"></keyspace-lesson></body></html>`

const WALLED = `import Redis from 'ioredis'
const redis = new Redis()
await redis.set('said', 'from a frame in a frame')
console.log(await redis.get('said'))
console.log('origin', self.origin)
await redis.quit()
await fetch('${SITE}')`

const keyspace = new OwnServer(PORT, { EMBED_ORIGINS: SITE })
let site: Server

test.beforeAll(async () => {
  site = createServer(({ url }, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(url === '/practice' ? WITH_PRACTICE : PAGE)
  })
  site.listen(SITE_PORT)
  await Promise.all([once(site, 'listening'), keyspace.start()])
})

test.afterAll(async () => {
  site.close()
  site.closeAllConnections()
  await keyspace.stop()
})

test('a page of another site shows a console and a lesson that work', async ({ page }) => {
  await page.goto(SITE)
  const console = page.frameLocator('keyspace-console iframe')
  const line = console.getByRole('textbox', { name: 'Command line of client A' })
  await line.fill('SET from:docs "hello"')
  await line.press('Enter')
  await expect(console.getByText('from:docs').last()).toBeVisible()

  const lesson = page.frameLocator('keyspace-lesson:not(#wrong) iframe')
  await expect(lesson.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(lesson.getByRole('heading', { name: /Теория/ })).toBeVisible()
  await expect(lesson.getByRole('banner')).toHaveCount(0)

  await test.step('neither page reaches into the other', async () => {
    const size = await lesson
      .locator('h1')
      .evaluate((heading) => getComputedStyle(heading).fontSize)
    expect(size).not.toBe('40px')
    const reached = await page.evaluate(() => {
      const frame = document.querySelector('keyspace-console')?.shadowRoot?.querySelector('iframe')
      return frame?.contentDocument ?? null
    })
    expect(reached).toBeNull()
  })

  await test.step('an address that is not ours is shown nowhere', async () => {
    const frames = await page.evaluate(
      () => document.querySelector('#wrong')?.shadowRoot?.querySelectorAll('iframe').length ?? 0,
    )
    expect(frames).toBe(0)
  })
})

test('a site that was not named shows an empty frame', async ({ page }) => {
  const refusals: string[] = []
  page.on('console', (message) => refusals.push(message.text()))
  await page.goto(STRANGER)
  await expect.poll(() => refusals.join('\n')).toContain('frame-ancestors')
  await expect(page.frameLocator('keyspace-console iframe').getByRole('textbox')).toHaveCount(0)
})

test('practice in TypeScript runs in a lesson on a page of another site, and behind its wall there too', async ({
  page,
}) => {
  await page.addInitScript(() => {
    if (location.pathname.startsWith('/embed/'))
      localStorage.setItem('keyspace.plain-editor', 'true')
  })
  await page.goto(`${SITE}/practice`)
  const program = page.frameLocator('keyspace-lesson iframe').locator('.program').first()
  await program.getByRole('button', { name: 'Open in the editor' }).click()
  await program.getByRole('textbox', { name: 'Your program' }).fill(WALLED)
  await program.getByRole('button', { name: 'Run' }).click()
  const output = program.getByRole('region', { name: 'Output of your program' })
  await expect(output).toContainText('from a frame in a frame', { timeout: 20_000 })
  await expect(output).toContainText('origin null')
  await expect(output).toContainText('There is no fetch here.')
})
