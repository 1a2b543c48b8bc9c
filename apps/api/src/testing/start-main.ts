import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface MainProcess {
  readonly child: ChildProcess
  /** Base URL of the API, with the port that is really open. */
  readonly url: string
  readonly respPort: number
  /** Everything on standard error so far. */
  stderr(): string
  /** Sends the signals and waits for the end. */
  end(...signals: NodeJS.Signals[]): Promise<number | null>
}

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** main.ts in a process of its own, with no more of our environment than it needs. */
export function spawnMain(env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['--conditions=source', '--import', 'tsx', main], {
    env: { PATH: process.env['PATH'], PORT: '0', RESP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

export async function startMain(env: Readonly<Record<string, string>>): Promise<MainProcess> {
  const child = spawnMain(env)
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const { url, respPort } = await Promise.race([
    listening(child),
    once(child, 'exit').then(() => {
      throw new Error(`it ended before it listened: ${stderr}`)
    }),
  ])
  return {
    child,
    url,
    respPort,
    stderr: () => stderr,
    async end(...signals) {
      const exit = once(child, 'exit')
      for (const signal of signals) child.kill(signal)
      const [code] = (await exit) as [number | null]
      return code
    },
  }
}

async function listening(child: ChildProcess): Promise<{ url: string; respPort: number }> {
  if (child.stdout === null) throw new Error('no standard output')
  const lines = createInterface({ input: child.stdout })
  return new Promise((resolve) => {
    lines.on('line', (line) => {
      const entry = JSON.parse(line) as { msg: string; url: string; respPort: number }
      if (entry.msg === 'listening') resolve(entry)
    })
  })
}

/** Process ids of all descendants, from /proc. */
export function descendants(pid: number): readonly number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number)
  return children.flatMap((child) => [child, ...descendants(child)])
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything; state and parent come after it.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

export function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return ''
  }
}
