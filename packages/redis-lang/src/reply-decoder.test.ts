import { describe, expect, it } from 'vitest'
import { encodeReply } from './encode-reply.ts'
import { ProtocolError } from './protocol-error.ts'
import { ReplyDecoder } from './reply-decoder.ts'
import type { ReplyLimits } from './reply-limits.ts'
import type { Reply } from './reply.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const bulk = (text: string): Reply => ({ kind: 'bulk', value: bytes(text) })
const int = (value: number | bigint): Reply => ({ kind: 'integer', value })

function decodeAll(wire: string, limits?: Partial<ReplyLimits>): Reply[] {
  const decoder = new ReplyDecoder(limits)
  decoder.push(bytes(wire))
  const replies: Reply[] = []
  for (let one = decoder.next(); one !== undefined; one = decoder.next()) replies.push(one)
  return replies
}

const wires: readonly (readonly [string, Reply])[] = [
  ['+OK\r\n', { kind: 'status', value: 'OK' }],
  ['+\r\n', { kind: 'status', value: '' }],
  ['-ERR синтаксис\r\n', { kind: 'error', value: 'ERR синтаксис' }],
  [':-7\r\n', int(-7)],
  [':9223372036854775807\r\n', int(9223372036854775807n)],
  [':-9223372036854775808\r\n', int(-9223372036854775808n)],
  ['$0\r\n\r\n', bulk('')],
  ['$4\r\na\r\nb\r\n', bulk('a\r\nb')],
  ['$-1\r\n', { kind: 'nil' }],
  ['*-1\r\n', { kind: 'nil-array' }],
  ['*0\r\n', { kind: 'array', items: [] }],
  [
    '*3\r\n:1\r\n*2\r\n$1\r\na\r\n*0\r\n$-1\r\n',
    {
      kind: 'array',
      items: [
        int(1),
        { kind: 'array', items: [bulk('a'), { kind: 'array', items: [] }] },
        { kind: 'nil' },
      ],
    },
  ],
  ['_\r\n', { kind: 'nil' }],
  ['#t\r\n', { kind: 'boolean', value: true }],
  ['#f\r\n', { kind: 'boolean', value: false }],
  [',1.5\r\n', { kind: 'double', value: '1.5' }],
  [',-inf\r\n', { kind: 'double', value: '-inf' }],
  [',nan\r\n', { kind: 'double', value: 'nan' }],
  [
    '(123456789012345678901234567890\r\n',
    { kind: 'big-number', value: '123456789012345678901234567890' },
  ],
  ['=8\r\ntxt:a\r\nb\r\n', { kind: 'verbatim', format: 'txt', value: bytes('a\r\nb') }],
  [
    '%2\r\n$1\r\na\r\n:1\r\n+b\r\n%0\r\n',
    {
      kind: 'map',
      entries: [
        [bulk('a'), int(1)],
        [
          { kind: 'status', value: 'b' },
          { kind: 'map', entries: [] },
        ],
      ],
    },
  ],
  ['~2\r\n:1\r\n:2\r\n', { kind: 'set', items: [int(1), int(2)] }],
  ['>2\r\n$1\r\na\r\n:2\r\n', { kind: 'push', items: [bulk('a'), int(2)] }],
]

describe('ReplyDecoder', () => {
  it.each(wires)('reads %j', (wire, reply) => {
    expect(decodeAll(wire)).toEqual([reply])
  })

  it('reads all of them in a row, one byte at a time', () => {
    const decoder = new ReplyDecoder()
    const replies: Reply[] = []
    for (const byte of bytes(wires.map(([wire]) => wire).join(''))) {
      decoder.push(Uint8Array.of(byte))
      const reply = decoder.next()
      if (reply) replies.push(reply)
    }
    expect(replies).toEqual(wires.map(([, reply]) => reply))
  })

  it('reads a blob error as an error', () => {
    expect(decodeAll('!7\r\nERR a\r\n\r\n')).toEqual([{ kind: 'error', value: 'ERR a\r\n' }])
  })

  it('drops attributes wherever they stand', () => {
    expect(
      decodeAll('|1\r\n+ttl\r\n*1\r\n:9\r\n*2\r\n|0\r\n:1\r\n|1\r\n+a\r\n+b\r\n:2\r\n'),
    ).toEqual([{ kind: 'array', items: [int(1), int(2)] }])
  })

  it('shares no memory with what comes later', () => {
    const decoder = new ReplyDecoder()
    decoder.push(bytes('$3\r\nabc\r\n'))
    const first = decoder.next()
    decoder.push(bytes('$3\r\nxyz\r\n'))
    decoder.next()
    expect(first).toEqual(bulk('abc'))
  })

  it.each([
    'x\r\n',
    'x',
    'HTTP/1.1 400\r\n',
    ':1x\r\n',
    ':\r\n',
    '$x\r\n',
    '$-2\r\n',
    '*-2\r\n',
    '$1\r\nab\r\n',
    '#x\r\n',
    '=3\r\nabc\r\n',
    '$?\r\n',
    '*?\r\n',
    ';4\r\n',
    '.\r\n',
  ])('refuses %j', (wire) => {
    expect(() => decodeAll(wire)).toThrow(ProtocolError)
  })

  it('is bounded in bytes, depth and elements, before they arrive', () => {
    expect(() => decodeAll('$1000\r\n', { maxBytes: 999 })).toThrow('bigger than 999 bytes')
    expect(() => decodeAll('+aaaaaaaaaaaa', { maxBytes: 9 })).toThrow('bigger than 9 bytes')
    expect(() => decodeAll('*2\r\n:1\r\n*9\r\n', { maxElements: 10 })).toThrow('more than 10')
    expect(() => decodeAll('%6\r\n', { maxElements: 10 })).toThrow('more than 10')
    expect(decodeAll('*1\r\n*1\r\n:1\r\n', { maxDepth: 2 })).toHaveLength(1)
    expect(() => decodeAll('*1\r\n*1\r\n*1\r\n', { maxDepth: 2 })).toThrow('deeper than 2')
  })

  it('counts the bounds for each reply anew', () => {
    expect(
      decodeAll('*2\r\n:1\r\n:2\r\n'.repeat(9), { maxElements: 2, maxBytes: 12 }),
    ).toHaveLength(9)
  })
})

describe('encodeReply', () => {
  const resp2 = (reply: Reply): string => new TextDecoder().decode(encodeReply(reply, 2))
  const resp3 = (reply: Reply): string => new TextDecoder().decode(encodeReply(reply, 3))

  it.each(wires.filter(([wire]) => !/[$*]-1\r\n/.test(wire)))(
    'writes %j for RESP3',
    (wire, reply) => {
      expect(resp3(reply)).toBe(wire)
    },
  )

  it('has one nil in RESP3 and two in RESP2', () => {
    expect([resp3({ kind: 'nil' }), resp3({ kind: 'nil-array' })]).toEqual(['_\r\n', '_\r\n'])
    expect([resp2({ kind: 'nil' }), resp2({ kind: 'nil-array' })]).toEqual(['$-1\r\n', '*-1\r\n'])
  })

  it.each<[Reply, string]>([
    [{ kind: 'map', entries: [[bulk('a'), int(1)]] }, '*2\r\n$1\r\na\r\n:1\r\n'],
    [{ kind: 'set', items: [int(1)] }, '*1\r\n:1\r\n'],
    [{ kind: 'push', items: [int(1)] }, '*1\r\n:1\r\n'],
    [{ kind: 'double', value: '1.5' }, '$3\r\n1.5\r\n'],
    [{ kind: 'boolean', value: true }, ':1\r\n'],
    [{ kind: 'boolean', value: false }, ':0\r\n'],
    [{ kind: 'big-number', value: '123' }, '$3\r\n123\r\n'],
    [{ kind: 'verbatim', format: 'txt', value: bytes('ab') }, '$2\r\nab\r\n'],
  ])('sends %o to a RESP2 client as it can read it', (reply, wire) => {
    expect(resp2(reply)).toBe(wire)
  })

  it('keeps a status and an error on one line', () => {
    expect(resp2({ kind: 'error', value: 'ERR a\r\nb' })).toBe('-ERR a  b\r\n')
  })
})
