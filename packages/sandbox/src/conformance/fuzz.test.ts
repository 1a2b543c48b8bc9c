import { quoteArg } from '@keyspace/redis-lang'
import { describe, expect, it } from 'vitest'
import { fuzzCommand } from './fuzz-command.ts'
import { fuzzGrammar } from './fuzz-grammar.ts'
import { fuzzCase } from './fuzz.ts'
import { seededRandom } from './random.ts'

describe('the fuzzer', () => {
  it('writes the same commands from the same seed, and others from another', () => {
    const lines = (seed: number): string[] => fuzzCase(seed, 50).steps.map(({ source }) => source)
    expect(lines(7)).toEqual(lines(7))
    expect(lines(7)).not.toEqual(lines(8))
  })

  it('leaves nothing of the grammar in a command', () => {
    const random = seededRandom(1)
    for (let n = 0; n < 5_000; n += 1) {
      const line = fuzzCommand(random).map(quoteArg).join(' ')
      expect(line).not.toMatch(/@|\||\)\+/)
      expect(line.length).toBeGreaterThan(0)
    }
  })

  it('comes to every command of the grammar', () => {
    const random = seededRandom(2)
    const seen = new Set<string>()
    for (let n = 0; n < 20_000; n += 1)
      seen.add(Buffer.from(fuzzCommand(random)[0] ?? []).toString())
    const all = new Set(fuzzGrammar.map((line) => line.split(' ')[0]))
    expect([...all].filter((word) => !seen.has(word ?? ''))).toEqual([])
  })
})
