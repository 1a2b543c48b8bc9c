import { describe, expect, it } from 'vitest'
import { accessors, libraryVariables } from './library-state.ts'

describe('the variables of a function library', () => {
  it.each<[what: string, body: string, names: string[]]>([
    ['plain ones', 'local a = 1\nlocal b, c = {}, nil\nlocal d', ['a', 'b', 'c', 'd']],
    ['not functions', 'local function f() local x = 1 end\nlocal g = function() end', ['g']],
    [
      'not those of a block',
      'for i = 1, 2 do local x = i end\nif a then local y end local z',
      ['z'],
    ],
    [
      'not those of a loop',
      'repeat local x = 1 until x\nwhile false do local y end\nlocal n',
      ['n'],
    ],
    [
      'not what a text or a comment says',
      "-- local a\nlocal b = 'local c = 1' --[[ local d ]]",
      ['b'],
    ],
    ['none before a return', 'local a = 1\nreturn a', []],
  ])('are %s', (_, body, names) => {
    expect(libraryVariables(body)).toEqual(names)
  })

  it('are read and set in groups that one function of Lua can reach', () => {
    const names = Array.from({ length: 120 }, (_, n) => `v${n}`)
    expect(accessors(names).match(/function\(\) return /g)).toHaveLength(3)
    expect(accessors(names)).toContain('{20,function() return v100,')
  })
})
