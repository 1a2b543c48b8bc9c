import { describe, expect, it } from 'vitest'
import { ProtocolError } from './protocol-error.ts'
import { ReplyScanner } from './reply-scanner.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

interface Frame {
  end: number
  kind: string
  push: boolean
  bytes: number
  elements: number
  depth: number
}

function scanAll(wire: string): Frame[] {
  const scanner = new ReplyScanner()
  const chunk = bytes(wire)
  const frames: Frame[] = []
  let from = 0
  for (let end; (end = scanner.scan(chunk, from)) !== -1; from = end) {
    frames.push({
      end,
      kind: String.fromCharCode(scanner.kind),
      push: scanner.isPush,
      bytes: scanner.bytes,
      elements: scanner.elements,
      depth: scanner.depth,
    })
  }
  return frames
}

describe('ReplyScanner', () => {
  it('tells where frames end and what they are', () => {
    const wire = '+OK\r\n>2\r\n+a\r\n*1\r\n:1\r\n$3\r\n\r\n\r\r\n*-1\r\n%1\r\n:1\r\n*0\r\n-ERR\r\n'
    expect(scanAll(wire)).toEqual([
      { end: 5, kind: '+', push: false, bytes: 5, elements: 0, depth: 0 },
      { end: 21, kind: '>', push: true, bytes: 16, elements: 3, depth: 2 },
      { end: 30, kind: '$', push: false, bytes: 9, elements: 0, depth: 0 },
      { end: 35, kind: '*', push: false, bytes: 5, elements: 0, depth: 0 },
      { end: 47, kind: '%', push: false, bytes: 12, elements: 2, depth: 2 },
      { end: 53, kind: '-', push: false, bytes: 6, elements: 0, depth: 0 },
    ])
  })

  it('sets an attribute before a frame aside', () => {
    expect(scanAll('|1\r\n+a\r\n:1\r\n>1\r\n:1\r\n')).toMatchObject([
      { end: 20, kind: '>', push: true },
    ])
  })

  it('keeps its place between chunks of one byte', () => {
    const wire = '*2\r\n$5\r\na\r\nbc\r\n|1\r\n:1\r\n:2\r\n:3\r\n'
    const scanner = new ReplyScanner()
    const ends = [...bytes(`${wire}${wire}`)].map((byte) => scanner.scan(Uint8Array.of(byte)))
    expect(ends.flatMap((end, at) => (end === 1 ? [at + 1] : []))).toEqual([
      wire.length,
      wire.length * 2,
    ])
    expect(scanner.bytes).toBe(wire.length)
  })

  it('knows early how big a reply is going to be', () => {
    const scanner = new ReplyScanner()
    expect(scanner.scan(bytes('*3\r\n$1000\r\nab'))).toBe(-1)
    expect(scanner.complete).toBe(false)
    expect(scanner.expectedBytes).toBe(11 + 1000 + 2)
    expect(scanner.elements).toBe(3)
  })

  it('refuses what is over its limits before it arrives', () => {
    expect(() => new ReplyScanner({ maxBytes: 999 }).scan(bytes('$1000\r\n'))).toThrow('999 bytes')
    expect(() => new ReplyScanner({ maxElements: 9 }).scan(bytes('%5\r\n'))).toThrow('more than 9')
    expect(() => new ReplyScanner({ maxDepth: 1 }).scan(bytes('*1\r\n*1\r\n'))).toThrow(
      'deeper than 1',
    )
  })

  it.each(['x', '$?\r\n', '*x\r\n', '$-2\r\n', '$\r\n', '$1-\r\n', ';1\r\n'])(
    'refuses %j',
    (wire) => {
      expect(() => new ReplyScanner().scan(bytes(wire))).toThrow(ProtocolError)
    },
  )
})
