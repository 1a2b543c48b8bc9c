import { chromium, type Browser, type Page } from 'playwright'
import { existsSync } from 'node:fs'
import { z } from 'zod'
import { startKeyspace } from './processes.ts'
import { median, percentile, type Row, type Table } from './table.ts'

const SYSTEM_CHROMIUM = '/usr/bin/chromium'
/** How long each page is watched, in milliseconds. */
const WATCH_MS = 3_000
const BOMBS = "for i = 1, 200 do redis.call('SET', 'k:' .. i, i, 'PX', 60000 + i) end"
const KEYS = "for i = 1, 200 do redis.call('SET', 'k:' .. i, i) end"

interface Scene {
  readonly name: string
  readonly path: string
  /** A script that fills the sandbox first. */
  readonly script: string
  /** The button that is pressed then. */
  readonly press?: string
  /** What stands on the page once it moves. */
  readonly moves?: string
}

const scenes: readonly Scene[] = [
  { name: 'TTL bomb, 200 bombs', path: 'ttl-bomb', script: BOMBS },
  { name: 'counter race, 200 keys beside', path: 'counter-race?order=ABABAB', script: KEYS },
  {
    name: 'pipeline racer, film of 3 × 100 commands, 200 keys beside',
    path: 'pipeline-racer?n=100&rtt=20',
    script: KEYS,
    press: 'Start the race',
    moves: 'Watch again',
  },
  {
    name: 'eviction, two memories of 300 keys, 200 keys beside',
    path: 'eviction?keys=300&workload=zipf',
    script: KEYS,
    press: 'Play',
  },
]

/** What each frame cost, in milliseconds: from repaint to repaint, and in our callbacks before it. */
type Frames = z.infer<typeof framesSchema>

/** Runs in the page before it: counts the time of every callback that the page asks a frame for. */
const COUNT = `
  const ask = window.requestAnimationFrame.bind(window)
  const counted = (window.countedFrames = { apart: [], script: [] })
  let before = 0
  let ms = 0
  window.requestAnimationFrame = (callback) =>
    ask((now) => {
      const startedAt = performance.now()
      callback(now)
      ms += performance.now() - startedAt
    })
  const frame = (now) => {
    if (before > 0) {
      counted.apart.push(now - before)
      counted.script.push(ms)
    }
    before = now
    ms = 0
    ask(frame)
  }
  ask(frame)`

/** Runs in the page: forgets what was counted, watches, and tells. */
const WATCH = `new Promise((resolve) => {
  window.countedFrames.apart.length = 0
  window.countedFrames.script.length = 0
  setTimeout(() => resolve(window.countedFrames), ${WATCH_MS})
})`

const framesSchema = z.object({ apart: z.array(z.number()), script: z.array(z.number()) })
const sandboxSchema = z.object({ id: z.string(), token: z.string() })

async function fill(page: Page, url: string, path: string, script: string): Promise<void> {
  const [created] = await Promise.all([
    page.waitForResponse(
      (response) =>
        response.url().endsWith('/api/sandboxes') && response.request().method() === 'POST',
    ),
    page.goto(`${url}/lab/${path}`),
  ])
  const { id, token } = sandboxSchema.parse(await created.json())
  await page.waitForLoadState('networkidle')
  const answer = await fetch(`${url}/api/sandboxes/${id}/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ argv: ['EVAL', script, '0'] }),
  })
  if (!answer.ok) throw new Error(`the sandbox was not filled: ${await answer.text()}`)
}

async function framesOf(browser: Browser, url: string, scene: Scene | undefined): Promise<Frames> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 850 } })
  const page = await context.newPage()
  await page.addInitScript(COUNT)
  if (scene === undefined) await page.goto(`${url}/favicon.svg`)
  else {
    await fill(page, url, scene.path, scene.script)
    if (scene.press !== undefined) await page.getByRole('button', { name: scene.press }).click()
    if (scene.moves !== undefined) await page.getByText(scene.moves).waitFor()
    else await page.waitForTimeout(1_000)
  }
  const frames = framesSchema.parse(await page.evaluate(WATCH))
  await context.close()
  return frames
}

function row(name: string, { apart, script }: Frames): Row {
  const ms = (value: number): string => `${value.toFixed(1)} ms`
  return {
    name,
    ours: `${ms(median(script))}, p95 ${ms(percentile(script, 0.95))}`,
    reference: ms(median(apart)),
    ratio: ms(percentile(apart, 0.95)),
  }
}

/** How smoothly each visualizer moves, in Chromium without a graphics card. */
export async function frames(): Promise<Table> {
  const keyspace = await startKeyspace('dedicated')
  const browser = await chromium.launch({
    ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  try {
    const rows = [
      row('a page with nothing on it', await framesOf(browser, keyspace.url, undefined)),
    ]
    for (const scene of scenes) {
      rows.push(row(scene.name, await framesOf(browser, keyspace.url, scene)))
    }
    return {
      title: 'Frames of the visualizers',
      note: 'Chromium, drawing in software, 1360 × 850, 3 s each while things move. Script: in our callbacks before a repaint; what draws when something changes has none. Frame: from repaint to repaint, with everything else on the page and on the machine.',
      columns: ['visualizer', 'script a frame, median', 'frame, median', 'frame, p95'],
      rows,
    }
  } finally {
    await browser.close()
    await keyspace.stop()
  }
}
