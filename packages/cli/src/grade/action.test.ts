import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))

const action = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string() })),
  runs: z.object({
    using: z.literal('composite'),
    steps: z.array(
      z.object({
        id: z.string().optional(),
        run: z.string(),
        env: z.record(z.string(), z.string()).optional(),
      }),
    ),
  }),
})

/** tsx reads the whole program anew, which takes long on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

let workspace = ''
beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'keyspace-action-'))
  await mkdir(join(workspace, 'work'))
})
afterAll(() => rm(workspace, { recursive: true, force: true }))

/** Runs the step that grades, as the runner of GitHub Actions would. */
async function runStep(inputs: Readonly<Record<string, string>>) {
  const { inputs: known, runs } = action.parse(
    parse(await readFile(join(ROOT, 'action.yml'), 'utf8')),
  )
  const step = runs.steps.find(({ id }) => id === 'grade')!
  const valueOf = (expression: string): string => {
    if (expression === '${{ github.action_path }}') return ROOT
    const name = /^\$\{\{ inputs\.(\S+) \}\}$/.exec(expression)![1]!
    return inputs[name] ?? known[name]!.default
  }
  const env = Object.fromEntries(
    Object.entries(step.env!).map(([name, value]) => [name, valueOf(value)]),
  )
  const files = {
    GITHUB_STEP_SUMMARY: join(workspace, 'summary'),
    GITHUB_OUTPUT: join(workspace, 'output'),
  }
  await Promise.all(Object.values(files).map((file) => writeFile(file, '')))
  const bash = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run]
  const child = spawn('bash', bash, {
    env: { ...process.env, ...env, ...files, GITHUB_WORKSPACE: workspace },
  })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  const ended: readonly unknown[] = await once(child, 'close')
  const read = (file: string) => readFile(file, 'utf8')
  return {
    code: Number(ended[0]),
    out,
    summary: await read(files.GITHUB_STEP_SUMMARY),
    outputs: await read(files.GITHUB_OUTPUT),
  }
}

it('a step of GitHub Actions ends with the grade, in its summary, annotations and outputs', async () => {
  const cmd = 'echo "$(pwd) $TESTS"; exit 5'
  const { code, out, summary, outputs } = await runStep({ cmd, folder: 'work', formats: 'junit' })
  expect(out).toContain(`    ${join(workspace, 'work')}\n`)
  expect(out).toContain('::error title=limit-ten-then-429::')
  expect(summary).toContain('limit-in-lua')
  expect(outputs).toMatch(/^verdict=fail\nscore=0\npoints=0\n/)
  expect(await readFile(join(workspace, 'keyspace-reports', 'junit.xml'), 'utf8')).toContain(
    '<testsuite',
  )
  expect(code).toBe(1)
})

it('a wrong input is a wrong call', async () => {
  const { code } = await runStep({ assignment: 'chess"; exit 0; "', cmd: 'true' })
  expect(code).toBe(2)
})
