import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Learner } from './learner.ts'

const LESSON = 'r4-clients-from-code'

/** The first program of the lesson. */
function program(page: Page): Locator {
  return page.locator('.program').first()
}

function output(page: Page): Locator {
  return program(page).getByRole('region', { name: 'Output of your program' })
}

/** Runs what the learner wrote and waits until it is over, in whatever way. */
async function run(page: Page): Promise<void> {
  await program(page).getByRole('button', { name: 'Run' }).click()
  await expect(output(page)).toBeVisible()
  await expect(program(page).getByRole('button', { name: 'Run' })).toBeVisible({ timeout: 20_000 })
}

/** Writes a whole program into the plain editor and runs it. */
async function runSource(page: Page, source: string): Promise<void> {
  const editor = program(page).getByRole('textbox', { name: 'Your program' })
  const open = program(page).getByRole('button', { name: 'Open in the editor' })
  if (await open.isVisible()) await open.click()
  await editor.fill(source)
  await run(page)
}

test.beforeEach(async ({ page }) => {
  // Typing into Monaco is its own affair; both modes are the same to what runs.
  await page.addInitScript(() => {
    if (location.pathname.startsWith('/lessons'))
      localStorage.setItem('keyspace.plain-editor', 'true')
  })
})

test.describe('practice in TypeScript', () => {
  test('runs beside the lesson, ticks its step, and is loaded when it is wanted', async ({
    page,
  }) => {
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
    const learner = new Learner(page)
    await learner.openLesson(LESSON)
    expect(loaded.filter((path) => /practice|run-program/.test(path))).toEqual([])

    const blanks = program(page).getByRole('textbox')
    await blanks.first().fill("'EX'")
    await program(page).getByRole('button', { name: 'Run' }).click()
    await expect(program(page).getByText('Fill in every blank first.')).toBeVisible()
    await expect(blanks.nth(1)).toBeFocused()
    await blanks.nth(1).fill("'user:4'")
    await run(page)
    await expect(output(page)).toContainText('Hello, stranger!')
    await expect(page.getByText('The program has read a key that is not there')).toBeVisible()

    await blanks.nth(1).fill("'user:42'")
    await blanks.nth(1).press('Enter')
    await expect(output(page)).toContainText('Hello, Mira!')
    await expect(output(page)).toContainText('Ran to its end.')
    const step = page.getByRole('region', { name: /^Step 4 of/ })
    await expect(step.getByText('Done')).toBeVisible()
    await expect(learner.key('user:42')).toBeVisible()
    expect((await new AxeBuilder({ page }).include('.program').analyze()).violations).toEqual([])
  })

  test('names the line of the learner, and keeps what is in the editor', async ({ page }) => {
    await new Learner(page).openLesson(LESSON)
    await program(page).getByRole('button', { name: 'Open in the editor' }).click()
    await program(page).getByRole('button', { name: 'Run' }).click()
    await expect(program(page).getByText('There is still a blank in line 4.')).toBeVisible()

    const redis = "import Redis from 'ioredis'\nconst redis: Redis = new Redis()\n"
    await runSource(page, `${redis}await redis.set('s', 1)\nawait redis.lpush('s', 2)\n`)
    await expect(output(page)).toContainText(
      'Line 4: ReplyError: WRONGTYPE Operation against a key',
    )
    await runSource(page, 'const a = 1\nconst a = 2\n')
    await expect(output(page)).toContainText("Line 2: SyntaxError: Identifier 'a' has already been")
    await runSource(page, 'console.log(\n  1\n')
    await expect(output(page)).toContainText('Line 3: Unexpected token')
    await runSource(page, `${redis}await redis.ping()\n`)
    await expect(output(page)).toContainText('A connection stayed open.')

    await page.reload()
    await expect(program(page).getByRole('textbox', { name: 'Your program' })).toHaveValue(/ping/)
    await program(page).getByRole('button', { name: 'Start over' }).click()
    await expect(program(page).getByText('redis.get(')).toBeVisible()
  })
})

test.describe('a hostile program', () => {
  test('is stopped: an endless loop, memory, output, traffic', async ({ page }) => {
    await new Learner(page).openLesson(LESSON)
    await runSource(page, 'for (;;) {}')
    await expect(output(page)).toContainText('Stopped after 2 s, it was still running.')
    await runSource(page, 'for (;;) console.log("x".repeat(1000))')
    await expect(output(page)).toContainText('Stopped: it printed more than can be shown here.')
    await runSource(page, 'const all = []\nfor (;;) all.push(new Float64Array(1e7).fill(1))')
    await expect(output(page)).toContainText(/Stopped after 2 s|RangeError|memory/)
    const flood = "const redis = new Redis()\nfor (;;) redis.set('a', 'x'.repeat(50_000))"
    await runSource(page, `import Redis from 'ioredis'\n${flood}`)
    await expect(output(page)).toContainText(/Stopped/)
    await expect(page.getByText('Your Redis is ready')).toBeAttached()
  })

  test('reaches no network, no page and no other sandbox', async ({ page, request }) => {
    const visits: string[] = []
    const server = createServer((message, response) => {
      visits.push(message.url ?? '')
      response.setHeader('access-control-allow-origin', '*').end('in')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const origin = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const other = (await (await request.post('/api/sandboxes', { data: {} })).json()) as {
      id: string
    }
    await new Learner(page).openLesson(LESSON)

    await runSource(page, `await fetch('http://${origin}/plain')`)
    await expect(output(page)).toContainText(
      'Line 1: There is no fetch here. A program reaches your own Redis and nothing else.',
    )
    await runSource(
      page,
      `
      // Around the words: the functions of the browser themselves, and a Worker that never saw ours.
      const real = Object.getPrototypeOf(Object.getPrototypeOf(self))
      const tell = async (name, work) => {
        try { console.log(name, await work()) } catch (error) { console.log(name, error.name) }
      }
      await tell('fetch', () => Reflect.apply(real.fetch, self, ['http://${origin}/fetch']))
      await tell('scripts', () => Reflect.apply(real.importScripts, self, ['http://${origin}/scripts']))
      const inner = \`fetch('http://${origin}/worker').then(() => postMessage('in'), () => postMessage('out'));
        try { new WebSocket('ws://${origin}/socket').onerror = () => postMessage('socket out') } catch { postMessage('socket out') }\`
      const worker = new Worker(URL.createObjectURL(new Blob([inner])))
      const said = []
      worker.onmessage = ({ data }) => said.push(data)
      await new Promise((resolve) => setTimeout(resolve, 700))
      console.log('worker', said.sort().join(', '))
      console.log(typeof document, typeof localStorage, typeof parent, typeof cookieStore, self.origin)
      await tell('eval', () => (0, eval)('1'))
      await tell('storage', () => indexedDB.open('x'))
      await tell('import', () => new Function('return import("http://${origin}/import")')())
      `,
    )
    const lines = (await output(page).getByRole('log').innerText()).trim().split('\n')
    expect(lines.filter((line) => line !== '')).toEqual([
      'fetch TypeError',
      'scripts NetworkError',
      'worker out, socket out',
      'undefined undefined undefined undefined null',
      'eval EvalError',
      'storage SecurityError',
      'import EvalError',
    ])
    expect(visits).toEqual([])
    server.close()

    await runSource(
      page,
      `
      import Redis from 'ioredis'
      const redis = new Redis('redis://elsewhere:6380')
      console.log(await redis.call('AUTH', '${other.id}', 'guess').catch((error) => error.message))
      console.log((await redis.acl('WHOAMI')) === '${other.id}')
      redis.disconnect()
      `,
    )
    await expect(output(page)).toContainText('WRONGPASS')
    await expect(output(page)).toContainText('false')
  })
})
