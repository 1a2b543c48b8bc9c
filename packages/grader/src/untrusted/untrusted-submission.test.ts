import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { runSubmission, type RunningSubmission } from '../launcher/run-submission.ts'
import { DEFAULT_LIMITS } from '../launcher/submission-limits.ts'
import { bundleSubmission, untrustedSubmission } from './index.ts'

const USER = process.getuid?.() === 0 ? 1_899_123_456 : undefined
const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function start(code: string): Promise<RunningSubmission> {
  const bundled = await bundleSubmission(code)
  if (!bundled.ok) throw new Error(JSON.stringify(bundled.problems))
  const prepared = await untrustedSubmission({ name: 'test', js: bundled.js, user: USER })
  closers.push(() => prepared.dispose())
  const running = runSubmission({
    submission: prepared.submission,
    port: await freePort(),
    redisUrl: `redis://127.0.0.1:${await freePort()}`,
    limits: DEFAULT_LIMITS,
  })
  closers.push(() => running.kill())
  return running
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Runs an expression that should be refused, and says what came of it. */
async function attempt(expression: string): Promise<string> {
  const running = await start(
    `try { console.log('GOT', JSON.stringify(await (async () => ${expression})())) }
     catch (error) { console.log('REFUSED', String(error.message).slice(0, 200)) }`,
  )
  await running.ended
  return running.output()
}

describe('a stranger’s program', () => {
  it('listens where it was told to', async () => {
    const running = await start(
      `import { createServer } from 'node:http'
       createServer((_, res) => res.end('hello')).listen(Number(process.env.PORT), '127.0.0.1')`,
    )
    expect(await running.listens(10_000)).toBe('listening')
    const answer = await fetch(`http://127.0.0.1:${running.port}/`)
    expect(await answer.text()).toBe('hello')
  })

  it.each([
    ['read a file', "Deno.readTextFile('/etc/passwd')"],
    ['read its own environment from /proc', "Deno.readTextFile('/proc/self/environ')"],
    [
      'import a file whose name it computes',
      "import('/etc/' + ['passwd'].join(), { with: { type: 'text' } })",
    ],
    ['import a file by a template', "import(`/etc/${['passwd'][0]}`, { with: { type: 'text' } })"],
    [
      'require a file',
      "(0, eval)('1') && process.getBuiltinModule('node:fs').readFileSync('/etc/passwd', 'utf8')",
    ],
    ['write a file', "Deno.writeTextFile('/tmp/x', 'x')"],
    ['start a program', "new Deno.Command('id').output()"],
    ['load a library', "Deno.dlopen('/lib/x86_64-linux-gnu/libc.so.6', {})"],
    [
      'ask for more rights',
      "Deno.permissions.request({ name: 'read' }).then(({ state }) => { if (state !== 'granted') throw new Error(state); return state })",
    ],
    ['reach another port', "Deno.connect({ hostname: '127.0.0.1', port: 22 })"],
    ['reach another host', "fetch('http://192.0.2.1/')"],
  ])('cannot %s', async (_, expression) => {
    expect(await attempt(expression)).toMatch(/^REFUSED/)
  })

  it('gets no further in a worker', async () => {
    const said = await attempt(
      `new Promise((yes, no) => {
         const code = 'postMessage(await Deno.readTextFile("/etc/passwd"))'
         const worker = new Worker('data:text/javascript,' + code, { type: 'module' })
         worker.onmessage = ({ data }) => yes(data)
         worker.onerror = (event) => no(event)
       })`,
    )
    expect(said).not.toContain('GOT')
  })

  it('sees three variables of its environment', async () => {
    expect(await attempt('[process.env.HOME, process.env.PATH, typeof process.env.PORT]')).toMatch(
      /^GOT \[null,null,"string"\]/,
    )
  })

  it('ends when it eats memory', async () => {
    const running = await start(
      'const kept = []; for (;;) kept.push(new Uint8Array(64 * 1024 * 1024).fill(1))',
    )
    const { exitCode, cause } = await running.ended
    expect(exitCode === 0 && cause === 'exited').toBe(false)
  })
})
