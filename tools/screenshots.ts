// Takes the pictures of README and docs from the built product: `pnpm build && pnpm screenshots`;
// with `cookbook` as its argument only those of the cookbook.
import { chromium, type Browser, type Page } from 'playwright'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { cookbookPictures } from './screenshots-cookbook.ts'

const FOLDER = 'docs/images'
const PORT = 18_079
const ORIGIN = `http://127.0.0.1:${PORT}`

interface Picture {
  readonly name: string
  readonly path: string
  readonly colorScheme: 'light' | 'dark'
  readonly locale: string
  readonly size: { readonly width: number; readonly height: number }
  /** What the learner types into terminal A before the picture is taken. */
  readonly lines: readonly string[]
  /** Of the JPEG, 0 to 100; 82 unless given. */
  readonly quality?: number
  /** The button that is pressed then. */
  readonly press?: string
  /** What plays by itself needs its time, in milliseconds. */
  readonly waitMs?: number
}

const desktop = { width: 1360, height: 850 }
/** A visualizer alone: what stands beside it on a wide page comes below. */
const alone = { width: 720, height: 820 }
const lesson = '/lessons/r1-architecture-and-cli'
const lines = [
  'SET user:1 "Alex"',
  'SETEX session:9f2 90 "token"',
  'RPUSH queue:mail 41 42 43',
  'HSET products:42 name "Keyboard" price 79',
  'ZADD board 120 mira 95.5 alex 70 lev',
  'ZRANGE board 0 -1 WITHSCORES',
]

const bombs = [
  'SETEX session:9f2 90 "token"',
  'HSET cart:7 items 3',
  'EXPIRE cart:7 24',
  'SETEX otp 60 4711',
  'PERSIST otp',
  'SET reset:mira "c3a1" PX 7000',
]
const labs = (['light', 'dark'] as const).flatMap((colorScheme): readonly Picture[] => [
  {
    name: `ttl-bomb-${colorScheme}`,
    path: '/lab/ttl-bomb?key=session:9f2&seconds=90&value=token',
    colorScheme,
    locale: 'en-GB',
    size: desktop,
    lines: bombs,
  },
  {
    name: `counter-race-${colorScheme}`,
    path: '/lab/counter-race?order=ABABAB',
    colorScheme,
    locale: 'en-GB',
    size: desktop,
    lines: [],
    waitMs: 7_000,
  },
  {
    name: `pipeline-racer-${colorScheme}`,
    path: '/lab/pipeline-racer?n=20&rtt=50',
    colorScheme,
    locale: 'en-GB',
    size: alone,
    quality: 55,
    lines: [],
    press: 'Start the race',
    waitMs: 3_300,
  },
  {
    name: `lua-sandbox-${colorScheme}`,
    path: '/lab/lua-sandbox?example=lock-release',
    colorScheme,
    locale: 'en-GB',
    size: { width: 720, height: 1060 },
    quality: 45,
    lines: [],
    press: 'Execute atomic',
    waitMs: 3_000,
  },
  {
    name: `eviction-${colorScheme}`,
    path: '/lab/eviction?policy=allkeys-lru&workload=sequential',
    colorScheme,
    locale: 'en-GB',
    size: alone,
    quality: 40,
    lines: [],
    press: 'Run it on a real server',
    waitMs: 24_000,
  },
])

const pictures: readonly Picture[] = [
  ...labs,
  {
    name: 'lesson-light',
    path: lesson,
    colorScheme: 'light',
    locale: 'en-GB',
    size: desktop,
    lines,
  },
  { name: 'lesson-dark', path: lesson, colorScheme: 'dark', locale: 'en-GB', size: desktop, lines },
]

async function serve(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['apps/api/dist/main.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PORT: String(PORT), RESP_PORT: '0', LOG_LEVEL: 'silent' },
  })
  for (let tries = 0; tries < 100; tries++) {
    const ready = await fetch(`${ORIGIN}/health/ready`).catch(() => undefined)
    if (ready?.ok === true) break
    await sleep(100)
  }
  return async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}

async function type(page: Page, commands: readonly string[]): Promise<void> {
  const input = page.getByRole('textbox', { name: 'Command line of client A' })
  for (const line of commands) {
    await input.fill(line)
    await input.press('Enter')
    await sleep(150)
  }
}

async function take(browser: Browser, picture: Picture): Promise<void> {
  const { colorScheme, locale, size: viewport } = picture
  const context = await browser.newContext({ colorScheme, locale, viewport })
  const page = await context.newPage()
  await page.goto(ORIGIN + picture.path)
  await page.waitForLoadState('networkidle')
  await type(page, picture.lines)
  if (picture.press !== undefined) await page.getByRole('button', { name: picture.press }).click()
  await sleep(picture.waitMs ?? 2_000)
  await page.screenshot({
    path: `${FOLDER}/${picture.name}.jpg`,
    type: 'jpeg',
    quality: picture.quality ?? 82,
  })
  await context.close()
}

const systemChromium = '/usr/bin/chromium'
mkdirSync(FOLDER, { recursive: true })
const browser = await chromium.launch({
  ...(existsSync(systemChromium) ? { executablePath: systemChromium } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
})
const [only] = process.argv.slice(2)
if (only !== 'cookbook') {
  const stop = await serve()
  for (const picture of pictures) await take(browser, picture)
  await stop()
}
if (only === undefined || only === 'cookbook') await cookbookPictures(browser, FOLDER)
await browser.close()
