import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeLine, encodeLine, readToProgram } from './line-codec.ts'

it('gives back what it was given, bytes as bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(), (bytes, connection) => {
      const message = { kind: 'data', connection, bytes }
      const line = encodeLine(message)
      expect(line.indexOf('\n')).toBe(line.length - 1)
      expect(readToProgram(line)).toEqual(message)
    }),
  )
})

it.each(['', '{', 'null', '{"kind":"data","connection":1}', '{"kind":"opened"}'])(
  'takes %j for no message to a program',
  (line) => {
    expect(readToProgram(line)).toBeUndefined()
  },
)

it('reads a message of a program as it came', () => {
  expect(decodeLine(encodeLine({ kind: 'print', text: 'a\nb' }))).toEqual({
    kind: 'print',
    text: 'a\nb',
  })
})
