import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A redis-server of its own, as redis-cli shows it: the judge of what we say about scripts. */
export class RealRedis {
  readonly #folder = mkdtempSync(join(tmpdir(), 'lua-'))
  /** The path of its socket. */
  readonly socket = join(this.#folder, 's')
  readonly #server: ChildProcess

  constructor() {
    const settings = ['--port', '0', '--unixsocket', this.socket, '--save', '', '--dir']
    this.#server = spawn('redis-server', [...settings, this.#folder], { stdio: 'ignore' })
  }

  async ready(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      try {
        if (this.cli('PING') === 'PONG') return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
    }
    throw new Error('redis-server did not answer')
  }

  /** What redis-cli prints, without the last line break. */
  cli(...argv: readonly string[]): string {
    return execFileSync('redis-cli', ['-s', this.socket, '--no-raw', ...argv], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .toString()
      .trimEnd()
  }

  stop(): void {
    this.#server.kill('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
