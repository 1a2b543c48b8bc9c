import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createEngine } from './create-engine.ts'
import { findServer } from './dedicated/dedicated-engine.ts'

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

describe('choosing an engine', () => {
  it.runIf(findServer())('takes the dedicated one when a server program is there', async () => {
    const engine = await createEngine({ kind: 'auto', log: silent })
    expect(engine.kind).toBe('dedicated')
    await engine.close()
  })

  it('takes the embedded one when none is there', async () => {
    const engine = await createEngine({ kind: 'auto', binary: 'no-such-server', log: silent })
    expect(engine.kind).toBe('embedded')
    await engine.close()
  })

  it('takes the shared one when there is a URL, and says so when nothing answers there', async () => {
    await expect(
      createEngine({ kind: 'auto', redisUrl: 'redis://127.0.0.1:1', log: silent }),
    ).rejects.toThrow(/^The shared Redis does not answer \(ECONNREFUSED\)/)
  })

  it('says that the shared one needs a URL', async () => {
    await expect(createEngine({ kind: 'shared', log: silent })).rejects.toThrow(/REDIS_URL/)
  })

  it('says which program is missing', async () => {
    await expect(
      createEngine({ kind: 'dedicated', binary: 'no-such-server', log: silent }),
    ).rejects.toThrow(/^no-such-server was not found; install Redis 7.0 or newer/)
  })

  it('says so when the program is no server, and leaves nothing behind', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'no-server-'))
    const before = process.env['TMPDIR']
    process.env['TMPDIR'] = parent
    try {
      await expect(
        createEngine({ kind: 'dedicated', binary: '/bin/true', log: silent }),
      ).rejects.toThrow(/^\/bin\/true does not start \(Redis 7\.0 or newer is needed\)/)
      expect(readdirSync(parent)).toEqual([])
    } finally {
      if (before === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = before
      rmSync(parent, { recursive: true, force: true })
    }
  })
})
