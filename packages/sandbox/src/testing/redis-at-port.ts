import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A server on a loopback port of its own, which can be killed and started again: for tests. */
export class RedisAtPort {
  readonly port: number
  readonly #program: string
  readonly #args: readonly string[]
  readonly #folder = mkdtempSync(join(tmpdir(), 'keyspace-shared-'))
  #process: ChildProcess | undefined

  private constructor(program: string, port: number, args: readonly string[]) {
    this.#program = program
    this.port = port
    this.#args = args
  }

  static start(...args: readonly string[]): Promise<RedisAtPort> {
    return RedisAtPort.startProgram('redis-server', ...args)
  }

  static async startProgram(program: string, ...args: readonly string[]): Promise<RedisAtPort> {
    const server = new RedisAtPort(program, await freePort(), args)
    await server.start()
    return server
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  async start(): Promise<void> {
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', ...this.#args]
    const server = spawn(this.#program, args, {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    this.#process = server
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (chunk: Buffer) => {
        if (/ready to accept connections/i.test(chunk.toString())) resolve()
      })
      server.once('exit', () => reject(new Error(`${this.#program} did not start`)))
    })
  }

  /** Ends it at once, as a crash does. */
  async kill(): Promise<void> {
    const server = this.#process
    if (server?.exitCode !== null || server.signalCode !== null) return
    const gone = once(server, 'exit')
    server.kill('SIGKILL')
    await gone
  }

  /** Freezes it: connections stay open and nothing is answered. */
  freeze(): void {
    this.#process?.kill('SIGSTOP')
  }

  thaw(): void {
    this.#process?.kill('SIGCONT')
  }

  async stop(): Promise<void> {
    this.thaw()
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
