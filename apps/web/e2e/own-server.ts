import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server of a test's own, on ports of its own, that it may stop, kill and start again. */
export class OwnServer {
  readonly origin: string
  readonly #env: Readonly<Record<string, string>>
  #child: ChildProcess | undefined

  constructor(port: number, env: Readonly<Record<string, string>> = {}) {
    this.origin = `http://127.0.0.1:${port}`
    this.#env = { PORT: String(port), RESP_PORT: String(port + 1), LOG_LEVEL: 'silent', ...env }
  }

  async start(): Promise<void> {
    this.#child = spawn(process.execPath, ['apps/api/dist/main.js'], {
      stdio: 'ignore',
      env: { ...process.env, ...this.#env },
    })
    for (let tries = 0; tries < 200; tries++) {
      const ready = await fetch(`${this.origin}/health/ready`).catch(() => undefined)
      if (ready?.ok === true) return
      await sleep(100)
    }
    throw new Error('the server did not get ready')
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (child === undefined || child.exitCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }

  /** Process ids of the redis-servers that it started. */
  redisServers(): readonly number[] {
    const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,comm=']).toString().trim().split('\n')
    const processes = rows.map((row) => {
      const [pid = '', ppid = '', name = ''] = row.trim().split(/\s+/)
      return { pid: Number(pid), ppid: Number(ppid), name }
    })
    const below = (parent: number): readonly number[] =>
      processes
        .filter(({ ppid }) => ppid === parent)
        .flatMap(({ pid, name }) => [...(name === 'redis-server' ? [pid] : []), ...below(pid)])
    return this.#child?.pid === undefined ? [] : below(this.#child.pid)
  }
}
