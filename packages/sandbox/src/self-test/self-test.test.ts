import { existsSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { createEngine } from '../engine/create-engine.ts'
import type { Engine, RedisInstance } from '../engine/engine.ts'
import { findServer } from '../engine/dedicated/dedicated-engine.ts'
import { provenIsolation } from './proven-isolation.ts'
import { selfTest } from './self-test.ts'

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
let engine: Engine | undefined

afterEach(async () => {
  await engine?.close()
  engine = undefined
})

async function open(kind: 'dedicated' | 'embedded'): Promise<Engine> {
  engine = await createEngine({ kind, warm: 0, log: quiet })
  return engine
}

/** An engine that gives every learner the platform's own connection, all of them to one server. */
function withoutWalls(real: Engine): Engine {
  let shared: Promise<RedisInstance> | undefined
  return {
    kind: real.kind,
    close: () => real.close(),
    async launch(options) {
      const instance = await (shared ??= real.launch(options))
      return {
        kind: instance.kind,
        processGroup: process.pid,
        ended: new Promise(() => undefined),
        connect: (handlers) => instance.connectAdmin(handlers),
        connectAdmin: (handlers) => instance.connectAdmin(handlers),
        onTouched: (listener) => instance.onTouched(listener),
        kill: () => Promise.resolve(),
      }
    },
  }
}

describe('the self-test', () => {
  it.each(['dedicated', 'embedded'] as const)('finds no way out of the %s engine', async (kind) => {
    const { failures } = await selfTest(await open(kind))
    expect(failures).toEqual([])
  })

  it.runIf(findServer())(
    'finds the ways out of an engine without walls',
    async () => {
      const { isolation, failures } = await selfTest(withoutWalls(await open('dedicated')))
      expect(isolation).toBe('none')
      expect(failures).toEqual(
        expect.arrayContaining([
          'One sandbox can read the keys of another.',
          'A script that runs for ever is not stopped.',
          'A script can take any amount of memory.',
        ]),
      )
    },
    60_000,
  )

  it('says so when it cannot be run', async () => {
    const closed = await open('embedded')
    await closed.close()
    const { isolation, failures } = await selfTest(closed)
    expect(isolation).toBe('none')
    expect(failures.join()).toMatch(/could not be run/)
  })
})

const isRootOnLinux = process.getuid?.() === 0 && existsSync('/proc/self/status')

describe('the proven level', () => {
  it.runIf(isRootOnLinux && findServer())('is what the engine claims', async () => {
    const dedicated = await open('dedicated')
    expect((await selfTest(dedicated)).isolation).toBe(dedicated.describe?.().isolation)
  })

  it('is none for an engine in this process, and for a process that is as mighty as this one', async () => {
    expect((await selfTest(await open('embedded'))).isolation).toBe('none')
    expect(provenIsolation(process.pid)).toBe('none')
    expect(provenIsolation(undefined)).toBe('none')
  })
})
