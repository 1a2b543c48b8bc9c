import { describe, expect, it } from 'vitest'
import { saidParts } from './said-parts.ts'

describe('saidParts', () => {
  it('takes what stands between backticks for code', () => {
    expect(saidParts('`PSETEX` counts in milliseconds, `SETEX` in seconds.')).toEqual([
      { kind: 'code', text: 'PSETEX' },
      { kind: 'text', text: ' counts in milliseconds, ' },
      { kind: 'code', text: 'SETEX' },
      { kind: 'text', text: ' in seconds.' },
    ])
  })

  it.each(['no code at all', 'one ` alone', '``', 'expected something like *"a"*'])(
    'leaves %j as it is',
    (sentence) => {
      expect(saidParts(sentence)).toEqual([{ kind: 'text', text: sentence }])
    },
  )
})
