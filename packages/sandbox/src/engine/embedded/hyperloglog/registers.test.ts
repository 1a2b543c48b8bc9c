import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askRedisServer } from '../numbers/ask-redis-server.ts'
import { decodeSketch, encodeSketch } from './encode.ts'
import { addElement, estimate, registerCount } from './registers.ts'

describe('a HyperLogLog', () => {
  it.each([0, 1, 10, 45, 100, 1000, 3000])(
    'of %d elements counts as redis-server counts',
    async (size) => {
      const elements = Array.from({ length: size }, (_, at) => `element:${at * 7919}`)
      const registers = new Uint8Array(registerCount)
      for (const element of elements) addElement(registers, Buffer.from(element))
      const chunks = Array.from({ length: Math.ceil(size / 500) }, (_, at) =>
        elements.slice(at * 500, at * 500 + 500),
      )
      const adds = chunks.map((chunk) => `PFADD h ${chunk.join(' ')}`)
      const answers = await askRedisServer([...adds, 'PFCOUNT h', 'STRLEN h'])
      const [count, length] = answers.slice(-2)
      expect(String(estimate(registers))).toBe(count)
      if (size > 0) expect(String(encodeSketch({ registers, dense: false }).length)).toBe(length)
    },
  )

  it('comes back from its string, sparse or dense', () => {
    const values = fc.array(fc.tuple(fc.nat(registerCount - 1), fc.integer({ min: 1, max: 32 })))
    fc.assert(
      fc.property(values, fc.boolean(), (filled, dense) => {
        const registers = new Uint8Array(registerCount)
        for (const [at, value] of filled) registers[at] = value
        const back = decodeSketch(encodeSketch({ registers, dense }))
        expect(back).toEqual({ registers, dense })
      }),
      { numRuns: 30 },
    )
  })

  it('refuses a string that is none', () => {
    expect(() => decodeSketch(Buffer.from('hello'))).toThrow('not a valid HyperLogLog')
  })
})
