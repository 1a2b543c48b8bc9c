import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openProofEngine, type ProofEngine } from './proof-engine.ts'
import type { OpenRunner } from '@keyspace/lesson/prove'
import { shareRuns } from './shared-runs.ts'

describe('runs that are shared', () => {
  let engine: ProofEngine
  let open: OpenRunner
  let openDoubting: OpenRunner
  let opened: number
  beforeAll(async () => {
    engine = await openProofEngine('embedded', 2)
  })
  afterAll(() => engine.close())
  beforeEach(() => {
    opened = 0
    const shared = shareRuns(() => {
      opened += 1
      return engine.open()
    })
    ;({ open, openDoubting } = shared)
  })

  const run = (...lines: readonly string[]) => runOn(open, ...lines)
  async function runOn(opening: OpenRunner, ...lines: readonly string[]) {
    const runner = await opening()
    const replies = []
    for (const line of lines) replies.push(await runner.run('A', line))
    const { keys } = await runner.evidence()
    await runner.close()
    // SCAN has an order of its own.
    return { replies, keys: keys.map(({ key }) => key).toSorted() }
  }

  it('open no sandbox for what was run before', async () => {
    const first = await run('SET a 1', 'INCR a')
    expect(first).toEqual({
      replies: [
        { kind: 'status', value: 'OK' },
        { kind: 'integer', value: 2 },
      ],
      keys: ['a'],
    })
    expect(await run('SET a 1', 'INCR a')).toEqual(first)
    expect(opened).toBe(1)
  })

  it('do what they were told about before they do anything new', async () => {
    await run('SET a 1', 'INCR a')
    const { replies, keys } = await run('SET a 1', 'INCR a', 'INCR a', 'SET b 1')
    expect(replies[2]).toEqual({ kind: 'integer', value: 3 })
    expect(keys).toEqual(['a', 'b'])
    expect(opened).toBe(2)
  })

  it('are told apart by terminal, by order, and by who runs a line', async () => {
    const runner = await open()
    await runner.seed('SET a 1')
    expect((await runner.evidence()).commands).toEqual([])
    await runner.close()
    const learner = await open()
    await learner.run('A', 'SET a 1')
    expect((await learner.evidence()).commands).toHaveLength(1)
    await learner.close()
    expect(opened).toBe(2)
  })

  it('keep what was seen, whatever happens afterwards', async () => {
    const runner = await open()
    await runner.run('A', 'SET a 1')
    const before = await runner.evidence()
    await runner.run('A', 'SET b 1')
    expect(before.commands).toHaveLength(1)
    await runner.close()
  })

  it('who doubts runs again what is in doubt, once, and nothing that went another way', async () => {
    await run('SET a 1', 'INCR a')
    await run('SET a 1', 'GET a')
    const doubting = await open()
    await doubting.run('A', 'SET a 1')
    await doubting.run('A', 'INCR a')
    doubting.doubt()
    await doubting.close()
    expect(opened).toBe(2)

    await run('SET a 1', 'INCR a')
    expect(opened).toBe(2)
    const again = await runOn(openDoubting, 'SET a 1', 'INCR a')
    expect(again.replies[1]).toEqual({ kind: 'integer', value: 2 })
    expect(opened).toBe(3)
    await runOn(openDoubting, 'SET a 1', 'INCR a')
    await runOn(openDoubting, 'SET a 1', 'GET a')
    expect(opened).toBe(3)
  })
})
