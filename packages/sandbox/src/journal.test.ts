import { describe, expect, it } from 'vitest'
import { DecodedCommand, encodeCommand } from '@keyspace/redis-lang'
import { Journal } from './journal.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function set(journal: Journal, value: string): void {
  const argv = ['SET', 'k', value].map(utf8)
  journal.add({ argv, deadlineAt: undefined, db: 3, at: 1_700_000_000_000 })
}

function values(journal: Journal, from: number, end: number): string[] {
  return journal.between(from, end).map(({ argv }) => text(argv[2] ?? utf8('none')))
}

describe('the journal', () => {
  it('gives back what it was given, whichever way it came', () => {
    const journal = new Journal()
    const argv = ['SET', 'k', 'v', 'PXAT', '5'].map(utf8)
    journal.add({ argv, deadlineAt: 4, db: 3, at: 17 })
    const wire = Buffer.concat([utf8('before'), encodeCommand(['LPUSH', 'ключ', ''])])
    journal.recordAsIs(new DecodedCommand(wire, 6, wire.length, 3), 1, 18)
    wire.fill(0)
    expect(journal.entries()).toEqual([
      { argv, deadlineAt: 4, db: 3, at: 17 },
      { argv: ['LPUSH', 'ключ', ''].map(utf8), deadlineAt: undefined, db: 1, at: 18 },
    ])
  })

  it('keeps the last 10,000 in their places, and says that the first are gone', () => {
    const journal = new Journal()
    for (let count = 1; count <= 10_000; count++) set(journal, String(count))
    expect(journal.incomplete).toBe(false)
    expect(values(journal, 0, 2)).toEqual(['1', '2'])
    for (let count = 10_001; count <= 17_000; count++) set(journal, String(count))
    expect([journal.incomplete, journal.length, journal.end]).toEqual([true, 10_000, 17_000])
    expect(values(journal, 6_998, 7_002)).toEqual(['7001', '7002'])
    expect(values(journal, 16_999, 20_000)).toEqual(['17000'])
  })

  it('keeps 32 MiB', () => {
    const journal = new Journal()
    for (let count = 0; count < 40; count++) set(journal, 'x'.repeat(1 << 20))
    expect(journal.length).toBe(31)
  })

  it('forgets everything and goes on where it was', () => {
    const journal = new Journal()
    set(journal, 'a')
    journal.clear()
    set(journal, 'b')
    expect([journal.length, journal.end, journal.incomplete]).toEqual([1, 2, false])
    expect(values(journal, 0, 2)).toEqual(['b'])
  })
})
