import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { paintOutput } from './paint-output.ts'

describe('painting output', () => {
  it('never changes what was printed', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '1) (integer) 2',
        '   2) 1) "a"',
        '(error) ERR no',
        '(nil)',
        '1# "k" => (true)',
      ),
    )
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n')
        expect(
          paintOutput(text)
            .map((stroke) => stroke.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })

  it('sets positions, kinds and errors apart from values', () => {
    expect(paintOutput(' 9) 1) (integer) 5')).toEqual([
      { text: ' 9) 1) ', tone: 'index' },
      { text: '(integer)', tone: 'kind' },
      { text: ' 5', tone: 'plain' },
    ])
    expect(paintOutput('1) (error) ERR x').at(-1)?.tone).toBe('error')
    expect(paintOutput('(nil)')).toEqual([{ text: '(nil)', tone: 'nil' }])
    expect(paintOutput('"1) (nil)"')).toEqual([{ text: '"1) (nil)"', tone: 'plain' }])
  })
})
