import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  assembleScript,
  runLimits,
  supervise,
  type OpenTunnel,
  type RunReport,
} from '@keyspace/practice'
import { bundleRuntime } from '@keyspace/practice/bundle'
import { transpile } from '@keyspace/practice/transpile'
import type { CodeWall } from './code-wall.ts'
import { startProgram } from './start-program.ts'

export interface ProgramToRun {
  readonly source: string
  readonly seconds: number | undefined
  readonly wall: CodeWall
  readonly connect: (
    onBytes: (bytes: Uint8Array) => void,
    onClosed: (reason: string) => void,
  ) => Promise<OpenTunnel>
}

let bundling: Promise<string> | undefined

/** Runs a lesson's program as the page would, with the same client and the same bounds. */
export async function runProgram({
  source,
  seconds,
  wall,
  connect,
}: ProgramToRun): Promise<RunReport> {
  const transpiled = transpile(source)
  if (!transpiled.ok) {
    return { end: { kind: 'failed', failure: transpiled.problem }, printed: [], refusals: [] }
  }
  bundling ??= bundleRuntime('node')
  const folder = await mkdtemp(join(tmpdir(), 'keyspace-program-'))
  try {
    const script = join(folder, 'program.cjs')
    await writeFile(script, assembleScript(transpiled.program, await bundling))
    return await supervise({
      start: (onMessage, onFailure) => startProgram(wall, script, onMessage, onFailure),
      connect,
      limits: runLimits(seconds),
      after: (ms, callback) => {
        const timer = setTimeout(callback, ms)
        return () => clearTimeout(timer)
      },
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is wrong with a solution that ended so; undefined when nothing is. */
export function problemOf({ end }: RunReport): string | undefined {
  switch (end.kind) {
    case 'failed': {
      const { line, message } = end.failure
      return line === undefined ? message : `line ${line}: ${message}`
    }
    case 'stopped':
      return STOPPED[end.reason]
    case 'finished':
      return end.leftOpen === 0 ? undefined : 'it leaves a connection open (await redis.quit())'
  }
}

const STOPPED = {
  time: 'it was still running when its time was over',
  start: 'it did not start',
  output: 'it prints too much',
  traffic: 'it sends or asks for too much',
  lost: 'it lost its Redis',
} as const
