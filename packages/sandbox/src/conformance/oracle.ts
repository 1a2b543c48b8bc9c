import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBinary } from '../engine/dedicated/find-binary.ts'
import type { EngineConnection } from '../engine/engine.ts'
import type { RunningTarget, Target } from './target.ts'

/** Whether this machine has the judge; without it nothing can be compared. */
export function hasOracle(binary = 'redis-server'): boolean {
  return findBinary([binary]) !== undefined
}

/**
 * The judge: a plain redis-server (or another such program) of this machine, started here and not by any engine. Its memory
 * is a sandbox's, so that both run out of it alike.
 */
export function oracle(binary = 'redis-server'): Target {
  const root = mkdtempSync(join(tmpdir(), 'keyspace-oracle-'))
  let started = 0
  const running = new Set<RunningTarget>()
  return {
    name: binary,
    async start() {
      started += 1
      const server = await startServer(binary, join(root, `${started}.sock`), root)
      running.add(server)
      return server
    },
    async close() {
      await Promise.all([...running].map((server) => server.stop()))
      rmSync(root, { recursive: true, force: true })
    },
  }
}

async function startServer(binary: string, path: string, cwd: string): Promise<RunningTarget> {
  const args = ['--port', '0', '--unixsocket', path, '--save', '', '--maxmemory', '16mb']
  const server = spawn(binary, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
  const gone = new Promise((resolve) => server.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.stdout.on('data', (chunk: Buffer) => {
      if (/ready to accept connections/i.test(chunk.toString())) resolve()
    })
    server.once('exit', () => reject(new Error(`${binary} did not start`)))
  })
  return {
    connect: (handlers) => {
      const socket = connect({ path })
      socket.on('data', (chunk) => handlers.onData(chunk))
      socket.on('error', () => undefined)
      socket.once('close', () => handlers.onClose())
      return {
        write: (bytes) => void socket.write(bytes),
        pause: () => void socket.pause(),
        resume: () => void socket.resume(),
        close: () => void socket.destroy(),
      } satisfies EngineConnection
    },
    async stop() {
      server.kill('SIGKILL')
      await gone
    },
  }
}
