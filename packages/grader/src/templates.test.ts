import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grade } from './grade.ts'
import { startRedis, type RedisProcess } from './redis/redis-process.ts'
import { findPython, layDown, referenceText, type ReferenceName } from './testing/references.ts'
import { startSpyProxy, type SpyProxy } from './wire/spy-proxy.ts'

const TEMPLATES = fileURLToPath(new URL('../../../templates/', import.meta.url))
/** Below our own packages, so that the copies find hono, ioredis and tsx. */
const CACHE = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url))

interface Starter {
  readonly name: ReferenceName
  readonly file: string
  readonly test: readonly string[]
}

const STARTERS: readonly Starter[] = [
  { name: 'typescript', file: 'src/app.ts', test: [process.execPath, '--test', 'src/app.test.js'] },
  { name: 'python', file: 'app.py', test: [findPython(), '-m', 'unittest'] },
]

let folder = ''
let server: RedisProcess
let proxy: SpyProxy

beforeAll(async () => {
  await mkdir(CACHE, { recursive: true })
  folder = await mkdtemp(join(CACHE, 'templates-'))
  server = await startRedis(folder)
  proxy = await startSpyProxy()
  await proxy.resume(server.socketPath)
})
afterAll(async () => {
  await proxy.close()
  await server.kill()
  await rm(folder, { recursive: true, force: true })
})

async function runTests(cwd: string, [file = '', ...args]: readonly string[]): Promise<number> {
  const env = { ...process.env, REDIS_URL: `redis://127.0.0.1:${proxy.port}` }
  const child = spawn(file, args, { cwd, env, stdio: 'ignore' })
  const ended: readonly unknown[] = await once(child, 'exit')
  return Number(ended[0])
}

describe.each(STARTERS)('the starter in $name', { timeout: 60_000 }, ({ name, file, test }) => {
  it('runs, and has next to no points before its blanks are filled', async () => {
    const text = await readFile(join(TEMPLATES, name, file), 'utf8')
    expect(text.match(/___FILL_\d___/g)).toHaveLength(5)
    const { submission, remove } = await layDown(name, text)
    const report = await grade({ assignment: 'rate-limiter-leaderboard', submission })
    await remove()
    expect(report).toMatchObject({ trouble: null, verdict: 'fail', crashes: [] })
    expect(report.points).toBeLessThanOrEqual(5)
  })

  it('has tests that fail as it is and pass for the exam solved right', async () => {
    const cwd = join(folder, name)
    await cp(join(TEMPLATES, name), cwd, { recursive: true })
    expect(await runTests(cwd, test)).not.toBe(0)
    await writeFile(join(cwd, file), await referenceText(name))
    expect(await runTests(cwd, test)).toBe(0)
  })
})
