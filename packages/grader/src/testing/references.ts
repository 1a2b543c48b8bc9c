import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Submission } from '../grade-options.ts'

/** The exam solved right, once per language. */
export type ReferenceName = 'node' | 'typescript' | 'python'

const FOLDER = fileURLToPath(new URL('../../fixtures/references/', import.meta.url))
const FILES = {
  node: 'node/app.mjs',
  typescript: 'typescript/app.ts',
  python: 'python/app.py',
} as const satisfies Record<ReferenceName, string>

/** Debian's own Python, or the one on PATH: the first that has what the reference imports. */
export function findPython(): string {
  const found = ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', 'import fastapi, redis.asyncio, uvicorn']).status === 0,
  )
  if (found === undefined) throw new Error('no Python with fastapi, redis and uvicorn')
  return found
}

export function referenceText(name: ReferenceName): Promise<string> {
  return readFile(join(FOLDER, FILES[name]), 'utf8')
}

/** A submission in a folder of its own that the test removes. */
export interface Laid {
  readonly submission: Submission
  readonly remove: () => Promise<void>
}

/** Lays the text of an app down where it can run. What it imports is bundled with it. */
export async function layDown(name: ReferenceName, text: string): Promise<Laid> {
  const folder = await mkdtemp(join(tmpdir(), 'keyspace-app-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const lay = name === 'python' ? layPython : layNode
  const submission = await lay(name, folder, text)
  return { submission, remove }
}

async function layPython(name: ReferenceName, folder: string, text: string): Promise<Submission> {
  await writeFile(join(folder, 'app.py'), text)
  const command = `${findPython()} -m uvicorn app:app --host 127.0.0.1 --port $PORT --log-level error --no-access-log`
  return { name, kind: 'python', command, argv: ['/bin/sh', '-c', `exec ${command}`], cwd: folder }
}

async function layNode(name: ReferenceName, folder: string, text: string): Promise<Submission> {
  const file = join(folder, 'app.mjs')
  await build({
    stdin: { contents: text, resolveDir: FOLDER, loader: name === 'typescript' ? 'ts' : 'js' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: file,
    logLevel: 'silent',
    banner: {
      js: "import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);",
    },
  })
  const kind = name === 'typescript' ? 'typescript' : 'node'
  return { name, kind, command: 'node app.mjs', argv: [process.execPath, file], cwd: folder }
}
