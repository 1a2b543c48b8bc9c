import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from 'vue'
import type { KeyView } from '@keyspace/redis-lang'
import { FakeTransport, fakeSandbox } from '../transport/fake-transport.ts'
import { transportKey } from '../transport/transport.ts'
import { useSandbox } from './sandbox.ts'

let transport: FakeTransport

function store() {
  const app = createApp({})
  const pinia = createPinia()
  app.use(pinia)
  app.provide(transportKey, transport)
  return useSandbox(pinia)
}

const view: KeyView = {
  db: 0,
  key: 'user:1',
  ttlMs: null,
  encoding: 'embstr',
  memory: 56,
  length: 4,
  value: { type: 'string', value: 'Alex' },
  truncated: false,
}

beforeEach(() => {
  sessionStorage.clear()
  transport = new FakeTransport()
})
afterEach(() => sessionStorage.clear())

describe('the sandbox store', () => {
  it('opens a sandbox and gathers keys and commands as evidence', async () => {
    const sandbox = store()
    const run = sandbox.run('A', 'SET user:1 Alex')
    await sandbox.open({ lesson: 'r1' })
    await expect.poll(() => sandbox.status).toBe('ready')
    expect(await sandbox.run('A', 'PING')).toMatchObject({ outcome: 'replied', text: 'OK' })
    const client = transport.connections.find((each) => each.options.protocol === 2)
    transport.tell({ kind: 'changes', changes: [{ kind: 'added', view }], total: 1 })
    transport.tell({
      kind: 'command',
      step: 1,
      client: client?.clientId ?? '',
      argv: ['PING'],
      reply: { kind: 'status', value: 'OK' },
      at: 0,
      micros: 1,
    })
    expect(sandbox.evidence).toEqual({
      keys: [view],
      commands: [
        { client: 'A', argv: ['PING'], reply: { kind: 'status', value: 'OK' }, at: 0, micros: 1 },
      ],
      printed: {},
    })
    expect((await run).outcome).toBe('lost')
    sandbox.close()
  })

  it('takes the same sandbox again after a reload, another when that one is gone', async () => {
    const first = store()
    await first.open({ lesson: 'r1' })
    first.close()
    const second = store()
    await second.open({ lesson: 'r1' })
    expect([second.sandbox?.id, transport.creations]).toEqual(['1', 1])
    second.close()
    transport.life = 'gone'
    transport.created = { kind: 'ok', value: fakeSandbox('2') }
    const third = store()
    await third.open({ lesson: 'r1' })
    expect([third.sandbox?.id, transport.creations]).toEqual(['2', 2])
    third.close()
  })

  it('says that it has expired while it was open, and gives a new one when asked', async () => {
    const sandbox = store()
    await sandbox.open({ lesson: 'r1' })
    await expect.poll(() => sandbox.status).toBe('ready')
    transport.life = 'gone'
    for (const connection of [...transport.connections]) connection.drop('expired')
    await expect.poll(() => sandbox.status).toBe('gone')
    transport.life = 'alive'
    transport.created = { kind: 'ok', value: fakeSandbox('2') }
    await sandbox.renew()
    await expect.poll(() => sandbox.status).toBe('ready')
    expect(sandbox.sandbox?.id).toBe('2')
    expect((await sandbox.run('A', 'PING')).outcome).toBe('replied')
    sandbox.close()
  })

  it('waits for a server that is away from the start', async () => {
    transport.life = 'away'
    const sandbox = store()
    await sandbox.open({ lesson: 'r1' })
    expect(sandbox.status).toBe('away')
    transport.life = 'alive'
    await expect.poll(() => sandbox.status).toBe('ready')
    sandbox.close()
  })

  it('tells why it was refused', async () => {
    transport.created = {
      kind: 'problem',
      status: 503,
      problem: { code: 'full', message: 'All sandboxes are taken.' },
      retryAfterMs: 1_000,
    }
    const sandbox = store()
    await sandbox.open({ lesson: 'r1' })
    expect([sandbox.status, sandbox.problem?.code]).toEqual(['failed', 'full'])
    sandbox.close()
  })

  it('tells every terminal that Redis was replaced', async () => {
    const sandbox = store()
    await sandbox.open({ lesson: 'r1' })
    await expect.poll(() => sandbox.status).toBe('ready')
    const terminal = sandbox.terminal('A')
    transport.tell({ kind: 'replaced', reason: 'It took too long.', lost: false })
    expect(sandbox.replacement).toEqual({ reason: 'It took too long.', lost: false })
    expect(terminal.state.entries.at(-1)).toMatchObject({ note: { code: 'replaced' } })
    sandbox.close()
  })

  it('forgets keys and commands with a reset', async () => {
    const sandbox = store()
    await sandbox.open({ lesson: 'r1' })
    await expect.poll(() => sandbox.status).toBe('ready')
    transport.tell({ kind: 'snapshot', keys: [view], total: 1, truncated: false })
    expect(sandbox.keys).toHaveLength(1)
    expect(await sandbox.reset()).toBe(true)
    expect([sandbox.keys.length, sandbox.total]).toEqual([0, 0])
    await expect.poll(() => transport.connections.length).toBe(1)
    sandbox.close()
  })
})
