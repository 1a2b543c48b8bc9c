import { describe, expect, it } from 'vitest'
import { DecodedCommand } from '@keyspace/redis-lang'
import { Steps } from './steps.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function ran(steps: Steps, argv: readonly string[], reply = '+OK\r\n', journalEnd = 0): number {
  const bytes = utf8(`…${reply}…`)
  return steps.add({
    command: DecodedCommand.of(argv.map(utf8)),
    bytes,
    from: 3,
    end: bytes.length - 3,
    db: 2,
    client: '7',
    clientName: utf8('worker'),
    at: 1_700_000_000_000.25,
    tookMs: 0.125,
    journalEnd,
  })
}

/** As many as are kept of so many. */
const manyX: unknown = expect.stringMatching(/^x{4000,4096}$/)
const manyB: unknown = expect.stringMatching(/^b{4000,4096}$/)

describe('steps', () => {
  it('are told as they were', () => {
    const steps = new Steps(0)
    ran(steps, ['SET', 'ключ', 'v w'], '+OK\r\n', 1)
    expect(steps.view(1)).toEqual({
      step: 1,
      client: '7',
      clientName: 'worker',
      db: 2,
      argv: ['SET', 'ключ', 'v w'],
      reply: { kind: 'status', value: 'OK' },
      truncated: false,
      writes: true,
      at: 1_700_000_000_000_250,
      micros: 125,
    })
  })

  it.each([
    [
      '*2\r\n:1\r\n$-1\r\n',
      { kind: 'array', items: [{ kind: 'integer', value: 1 }, { kind: 'nil' }] },
    ],
    [
      '%1\r\n+a\r\n#t\r\n',
      {
        kind: 'map',
        entries: [
          [
            { kind: 'status', value: 'a' },
            { kind: 'boolean', value: true },
          ],
        ],
      },
    ],
    ['-WRONGTYPE no\r\n', { kind: 'error', code: 'WRONGTYPE', value: 'WRONGTYPE no' }],
    [':9007199254740993\r\n', { kind: 'integer', value: '9007199254740993' }],
    ['=7\r\ntxt:abc\r\n', { kind: 'verbatim', format: 'txt', value: 'abc' }],
    ['*-1\r\n', { kind: 'nil-array' }],
    ['~1\r\n,1.5\r\n', { kind: 'set', items: [{ kind: 'double', value: '1.5' }] }],
  ])('decode a reply when asked: %j', (bytes, reply) => {
    const steps = new Steps(0)
    ran(steps, ['X'], bytes)
    expect(steps.view(1)).toMatchObject({ reply, truncated: false })
  })

  it('keep the beginning of what is long, and say so', () => {
    const steps = new Steps(0)
    ran(steps, ['SET', 'k', 'x'.repeat(50_000)])
    ran(steps, ['GET', 'k'], `$50000\r\n${'x'.repeat(50_000)}\r\n`)
    ran(
      steps,
      ['LRANGE', 'l', '0', '-1'],
      `*3\r\n$1\r\na\r\n$9000\r\n${'b'.repeat(9_000)}\r\n$1\r\nc\r\n`,
    )
    expect(steps.view(1)).toMatchObject({
      truncated: true,
      argv: ['SET', 'k', manyX],
    })
    const [, get, range] = steps.list(0)
    expect(get).toMatchObject({
      truncated: true,
      reply: { value: manyX },
    })
    expect(range?.reply).toMatchObject({
      items: [{ value: 'a' }, { value: manyB }],
    })
  })

  it('are the last 10,000, and the moment before the first is kept', () => {
    const steps = new Steps(5)
    expect(steps.momentOf(0)).toEqual({ journalEnd: 0, at: 5 })
    for (let step = 1; step <= 25_000; step++) ran(steps, ['INCR', `k${step}`], ':1\r\n', step)
    expect([steps.first, steps.last]).toEqual([15_001, 25_000])
    expect(steps.view(15_000)).toBeUndefined()
    expect(steps.view(15_001)).toMatchObject({ step: 15_001, argv: ['INCR', 'k15001'] })
    expect(steps.view(25_000)).toMatchObject({ argv: ['INCR', 'k25000'] })
    expect(steps.momentOf(15_000)?.journalEnd).toBe(15_000)
    expect(steps.momentOf(14_999)).toBeUndefined()
    expect(steps.momentOf(25_001)).toBeUndefined()
  })

  it('are fewer when they are big', () => {
    const steps = new Steps(0)
    for (let step = 0; step < 3_000; step++) ran(steps, ['SET', 'k', 'x'.repeat(5_000)])
    expect(steps.last - steps.first + 1).toBeLessThan(2_100)
    expect(steps.view(steps.first)).toBeDefined()
  })

  it('come in pages', () => {
    const steps = new Steps(0)
    for (let step = 0; step < 1_200; step++) ran(steps, ['PING'])
    const first = steps.list(0)
    expect([first[0]?.step, first.at(-1)?.step]).toEqual([1, 500])
    expect(
      steps
        .list(1_000)
        .map(({ step }) => step)
        .at(-1),
    ).toBe(1_200)
    expect(steps.list(undefined)[0]?.step).toBe(701)
    expect(steps.list(9_999)).toEqual([])
  })
})
