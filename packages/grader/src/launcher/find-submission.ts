import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, delimiter, join, resolve } from 'node:path'
import type { Submission } from '../grade-options.ts'
import { NoSubmission, type FoundSubmission } from './found-submission.ts'
import { buildTypeScript } from './build-typescript.ts'

const NOTHING = (): Promise<void> => Promise.resolve()
const NODE_FILES = ['app', 'server', 'main', 'index'].flatMap((name) => [name, `src/${name}`])
const PYTHON_FILES = ['app.py', 'main.py', 'server.py', 'app/main.py', 'src/main.py', 'src/app.py']

/**
 * How a project starts, by its files: the `start` script of its package.json, else a TypeScript or
 * JavaScript file named app, server, main or index, else a Python file, with uvicorn when it makes
 * a FastAPI application.
 * @throws NoSubmission
 */
export async function findSubmission(folder: string): Promise<FoundSubmission> {
  const cwd = resolve(folder)
  const isFolder = await stat(cwd).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new NoSubmission(`There is no folder ${folder}.`)
  const found = (await startScript(cwd)) ?? (await nodeFile(cwd)) ?? (await pythonFile(cwd))
  if (found !== undefined) return found
  const holds = (await readdir(cwd)).slice(0, 8).join(', ') || 'nothing'
  throw new NoSubmission(
    `Nothing in ${folder} says how it starts (it holds ${holds}). ` +
      'Give it a package.json with a start script, an app.ts or an app.py, or name the command with --cmd.',
  )
}

/** A start command as a person would type it, run by a shell in a folder. */
export function commandSubmission(command: string, cwd: string, name = command): Submission {
  return { name, kind: 'command', command, argv: ['/bin/sh', '-c', command], cwd: resolve(cwd) }
}

async function startScript(cwd: string): Promise<FoundSubmission | undefined> {
  const file = join(cwd, 'package.json')
  if (!existsSync(file)) return undefined
  const script = startOf(await readFile(file, 'utf8'))
  if (script === undefined) return undefined
  const bin = join(cwd, 'node_modules', '.bin')
  const env = { PATH: [bin, process.env['PATH'] ?? ''].join(delimiter) }
  const kind = existsSync(join(cwd, 'tsconfig.json')) ? 'typescript' : 'node'
  const submission = { ...commandSubmission(script, cwd, basename(cwd)), kind, env } as const
  return { submission, dispose: NOTHING }
}

function startOf(text: string): string | undefined {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null || !('scripts' in read)) return undefined
    const { scripts } = read
    if (typeof scripts !== 'object' || scripts === null || !('start' in scripts)) return undefined
    return typeof scripts.start === 'string' ? scripts.start : undefined
  } catch {
    return undefined
  }
}

async function nodeFile(cwd: string): Promise<FoundSubmission | undefined> {
  for (const name of NODE_FILES) {
    if (existsSync(join(cwd, `${name}.ts`))) return buildTypeScript(cwd, `${name}.ts`)
    const script = ['mjs', 'js', 'cjs']
      .map((end) => `${name}.${end}`)
      .find((file) => existsSync(join(cwd, file)))
    if (script === undefined) continue
    const argv = [process.execPath, script] as const
    const submission = {
      name: basename(cwd),
      kind: 'node',
      command: `node ${script}`,
      argv: [...argv],
      cwd,
    } satisfies Submission
    return { submission, dispose: NOTHING }
  }
  return undefined
}

async function pythonFile(cwd: string): Promise<FoundSubmission | undefined> {
  const file = PYTHON_FILES.find((name) => existsSync(join(cwd, name)))
  if (file === undefined) return undefined
  const application = /^(\w+)\s*(?::[^=\n]+)?=\s*FastAPI\(/m.exec(
    await readFile(join(cwd, file), 'utf8'),
  )?.[1]
  const python =
    ['.venv/bin/python', 'venv/bin/python'].find((name) => existsSync(join(cwd, name))) ?? 'python3'
  const module = file.replace(/\.py$/, '').replaceAll('/', '.')
  const command =
    application === undefined
      ? `exec ${python} ${file}`
      : `exec ${python} -m uvicorn ${module}:${application} --host 127.0.0.1 --port $PORT --log-level warning --no-access-log`
  return {
    submission: { ...commandSubmission(command, cwd, basename(cwd)), kind: 'python' },
    dispose: NOTHING,
  }
}
