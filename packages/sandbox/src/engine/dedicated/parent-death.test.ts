import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { findServer } from './dedicated-engine.ts'
import { findBinary } from './find-binary.ts'

/** A platform with one sandbox, that lives until it is killed. */
const platformProgram = `
  const { createDedicatedEngine } = await import(${JSON.stringify(new URL('dedicated-engine.ts', import.meta.url).href)})
  const engine = await createDedicatedEngine({ memoryBytes: 16 * 1024 * 1024, warm: 1 })
  await engine.launch({ user: 'learner' })
  process.stdout.write('running')
  setInterval(() => undefined, 1_000)
`

/** The living descendants of a process, the processes of other sessions included. */
function descendants(root: number): readonly number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const [state, parent] = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      if (state !== 'Z') parents.set(Number(name), Number(parent))
    } catch {
      // It ended while we looked.
    }
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid)
    return parent !== undefined && (parent === root || isBelow(parent))
  }
  return [...parents.keys()].filter(isBelow)
}

function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .startsWith('Z')
  } catch {
    return false
  }
}

describe.runIf(findServer() !== undefined && findBinary(['setpriv']) !== undefined)(
  'when the platform is killed',
  () => {
    it('no server of its outlives it', async () => {
      const platform = spawn(
        process.execPath,
        [
          '--conditions=source',
          '--import',
          'tsx',
          '--input-type=module',
          '--eval',
          platformProgram,
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      await once(platform.stdout, 'data')
      const servers = descendants(platform.pid ?? 0).filter((pid) => {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        return /(redis|valkey)-server|bwrap/.test(command)
      })
      expect(servers.length).toBeGreaterThanOrEqual(1)
      platform.kill('SIGKILL')
      await once(platform, 'exit')
      await vi.waitFor(() => expect(servers.filter(isAlive)).toEqual([]), { timeout: 5_000 })
    })
  },
)
