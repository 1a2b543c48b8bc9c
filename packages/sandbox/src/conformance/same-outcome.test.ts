import type { Reply } from '@keyspace/redis-lang'
import { describe, expect, it } from 'vitest'
import type { Outcome } from './client.ts'
import { sameOutcome } from './same-outcome.ts'

const bulk = (text: string): Reply => ({ kind: 'bulk', value: Buffer.from(text) })
const integer = (value: number): Reply => ({ kind: 'integer', value })
const array = (...items: Reply[]): Reply => ({ kind: 'array', items })
const ok: Reply = { kind: 'status', value: 'OK' }

function same(command: string, expected: Outcome, actual: Outcome, queued: string[] = []): boolean {
  const argvOf = (line: string): Buffer[] => line.split(' ').map((word) => Buffer.from(word))
  return sameOutcome(argvOf(command), expected, actual, queued.map(argvOf))
}

describe('comparing with the judge', () => {
  it.each<[string, Outcome, Outcome]>([
    ['GET k', ok, bulk('OK')],
    ['GET k', { kind: 'nil' }, { kind: 'nil-array' }],
    ['GET k', bulk('a'), bulk('b')],
    ['GET k', { kind: 'error', value: 'ERR a' }, { kind: 'error', value: 'ERR b' }],
    ['LRANGE l 0 -1', array(bulk('a'), bulk('b')), array(bulk('b'), bulk('a'))],
    ['LRANGE l 0 -1', array(bulk('a')), array(bulk('a'), bulk('b'))],
    ['SMEMBERS s', array(bulk('a')), array(bulk('b'))],
    ['SMEMBERS s', array(bulk('a')), { kind: 'set', items: [bulk('a')] }],
    [
      'HGETALL h',
      array(...['f', '1', 'g', '2'].map(bulk)),
      array(...['f', '2', 'g', '1'].map(bulk)),
    ],
    ['SPOP s', bulk('a'), { kind: 'nil' }],
    ['SPOP s', { kind: 'error', value: 'ERR a' }, { kind: 'error', value: 'ERR b' }],
    ['TTL k', integer(10), integer(12)],
    ['TTL k', integer(-1), integer(0)],
    ['PTTL k', integer(1000), integer(1200)],
    ['XLEN s', integer(1), integer(2)],
    ['INFO', bulk('# Server\r\na:1\r\n'), bulk('# Server\r\nb:1\r\n')],
    ['GET k', { kind: 'silent' }, { kind: 'closed' }],
    ['GET k', { kind: 'silent' }, ok],
    ['XADD s * f v', bulk('1795174151068-0'), bulk('1795174151068')],
    ['XADD s 5-1 f v', bulk('5-1'), bulk('5-2')],
  ])('%s: %j is not %j', (command, expected, actual) => {
    expect(same(command, expected, actual)).toBe(false)
  })

  it.each<[string, Outcome, Outcome]>([
    ['SMEMBERS s', array(bulk('a'), bulk('b')), array(bulk('b'), bulk('a'))],
    [
      'HGETALL h',
      array(...['f', '1', 'g', '2'].map(bulk)),
      array(...['g', '2', 'f', '1'].map(bulk)),
    ],
    [
      'SCAN 0',
      array(bulk('0'), array(bulk('a'), bulk('b'))),
      array(bulk('0'), array(bulk('b'), bulk('a'))),
    ],
    ['SPOP s', bulk('a'), bulk('b')],
    ['TTL k', integer(10), integer(9)],
    ['PTTL k', integer(1000), integer(900)],
    ['INFO', bulk('# Server\r\na:1\r\n'), bulk('# Server\r\na:2\r\n')],
    ['XADD s * f v', bulk('1795174151068-0'), bulk('1795174151999-0')],
    ['XINFO CONSUMERS s g', array(bulk('idle'), integer(0)), array(bulk('idle'), integer(9))],
  ])('%s: %j is as good as %j', (command, expected, actual) => {
    expect(same(command, expected, actual)).toBe(true)
  })

  it('compares what EXEC gives by the commands that were queued', () => {
    const members = array(ok, array(bulk('a'), bulk('b')))
    const others = array(ok, array(bulk('b'), bulk('a')))
    expect(same('EXEC', members, others, ['SET k 1', 'SMEMBERS s'])).toBe(true)
    expect(same('EXEC', members, others, ['SET k 1', 'LRANGE l 0 -1'])).toBe(false)
  })
})
