import { describe, expect, it } from 'vitest'
import { replyFromJson, replyToJson } from './reply-json.ts'
import type { Reply } from './reply.ts'

const replies: readonly Reply[] = [
  { kind: 'status', value: 'OK' },
  { kind: 'error', value: 'WRONGTYPE Operation against a key holding the wrong kind of value' },
  { kind: 'integer', value: 42 },
  { kind: 'integer', value: 9007199254740993n },
  { kind: 'bulk', value: new TextEncoder().encode('héllo') },
  { kind: 'bulk', value: Uint8Array.of(0xff, 0, 0xfe) },
  { kind: 'nil' },
  { kind: 'nil-array' },
  { kind: 'array', items: [{ kind: 'nil' }, { kind: 'array', items: [] }] },
  {
    kind: 'map',
    entries: [
      [
        { kind: 'status', value: 'k' },
        { kind: 'boolean', value: true },
      ],
    ],
  },
  { kind: 'double', value: '1.5' },
  { kind: 'verbatim', format: 'txt', value: Uint8Array.of(0x80) },
]

describe('a reply in JSON', () => {
  it.each(replies)('comes back the same: %o', (reply) => {
    const json: unknown = JSON.parse(JSON.stringify(replyToJson(reply)))
    expect(replyFromJson(json as never)).toEqual(reply)
  })

  it('names the code of an error', () => {
    expect(replyToJson({ kind: 'error', value: 'ERR syntax error' })).toEqual({
      kind: 'error',
      code: 'ERR',
      value: 'ERR syntax error',
    })
  })
})
