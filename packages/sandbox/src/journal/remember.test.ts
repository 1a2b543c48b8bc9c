import { describe, expect, it } from 'vitest'
import { DecodedCommand, splitLine, type Argv, type Reply } from '@keyspace/redis-lang'
import { findCommand } from '../session/command-table.ts'
import { remember } from './remember.ts'

const AT = 1_700_000_000_000
const ok: Reply = { kind: 'status', value: 'OK' }
const nil: Reply = { kind: 'nil' }
const one: Reply = { kind: 'integer', value: 1 }
const zero: Reply = { kind: 'integer', value: 0 }
const two: Reply = { kind: 'integer', value: 2 }
const gone: Reply = { kind: 'integer', value: -2 }
const bulk = (text: string): Reply => ({ kind: 'bulk', value: Buffer.from(text) })
const array = (...items: Reply[]): Reply => ({ kind: 'array', items })

function argsOf(line: string): Argv {
  const split = splitLine(line)
  if (!split.ok) throw new Error(line)
  return split.args
}

function remembered(line: string, reply: Reply): string | undefined {
  const argv = argsOf(line)
  const form = remember({ entry: findCommand(DecodedCommand.of(argv)), argv, reply }, AT)
  return form?.argv.map((argument) => Buffer.from(argument).toString()).join(' ')
}

describe('a command is remembered', () => {
  it.each<[string, Reply, string | undefined]>([
    ['SET k v', ok, 'SET k v'],
    ['SET k v EX 10', ok, `SET k v PXAT ${AT + 10_000}`],
    ['set k v px 10 xx', ok, `set k v PXAT ${AT + 10} xx`],
    ['SET k v EXAT 5', ok, 'SET k v PXAT 5000'],
    ['SET ex px NX', nil, undefined],
    ['SET k v NX GET', nil, 'SET k v NX GET'],
    ['SETEX k 10 v', ok, `SET k v PXAT ${AT + 10_000}`],
    ['PSETEX k 10 v', ok, `SET k v PXAT ${AT + 10}`],
    ['EXPIRE k 10 NX', one, `PEXPIREAT k ${AT + 10_000}`],
    ['EXPIRE k 10', zero, undefined],
    ['PEXPIREAT k 77', one, 'PEXPIREAT k 77'],
    ['EXPIREAT k 77', one, 'PEXPIREAT k 77000'],
    ['GETEX k', bulk('v'), undefined],
    ['GETEX k EX 1', bulk('v'), `GETEX k PXAT ${AT + 1_000}`],
    ['GETEX k PERSIST', bulk('v'), 'GETEX k PERSIST'],
    ['GETEX k EX 1', nil, undefined],
  ])('%s, %o: with its deadline as a point in time', (line, reply, expected) => {
    expect(remembered(line, reply)).toBe(expected)
  })

  it.each<[string, Reply, string | undefined]>([
    ['HEXPIRE h 100 FIELDS 2 a x', array(one, gone), `HPEXPIREAT h ${AT + 100_000} FIELDS 1 a`],
    ['HPEXPIRE h 100 NX FIELDS 1 a', array(zero), undefined],
    ['HEXPIRE h 0 FIELDS 1 b', array(two), `HPEXPIREAT h ${AT} FIELDS 1 b`],
    ['HEXPIREAT h 7 FIELDS 1 fields', array(one), 'HPEXPIREAT h 7000 FIELDS 1 fields'],
    ['HGETEX h FIELDS 1 a', array(bulk('1')), undefined],
    ['HGETEX h EX 10 FIELDS 1 ex', array(bulk('1')), `HGETEX h PXAT ${AT + 10_000} FIELDS 1 ex`],
    ['HGETEX h PERSIST FIELDS 2 px 5', array(nil, nil), 'HGETEX h PERSIST FIELDS 2 px 5'],
    ['HSETEX h FNX PX 5 FIELDS 1 z 1', one, `HSETEX h FNX PXAT ${AT + 5} FIELDS 1 z 1`],
    ['HSETEX h FNX PX 5 FIELDS 1 z 1', zero, undefined],
    ['HGETDEL h FIELDS 1 a', array(bulk('1')), 'HGETDEL h FIELDS 1 a'],
  ])(
    '%s, %o: fields with their deadline as a point in time (Redis 8.0)',
    (line, reply, expected) => {
      expect(remembered(line, reply)).toBe(expected)
    },
  )

  it.each<[string, Reply, string | undefined]>([
    ['SPOP s', bulk('m'), 'SREM s m'],
    ['SPOP s 2', array(bulk('m'), bulk('n')), 'SREM s m n'],
    ['SPOP s', nil, undefined],
    ['BLPOP a b 0', array(bulk('b'), bulk('v')), 'LPOP b'],
    ['BRPOP a 0', { kind: 'nil-array' }, undefined],
    ['BZPOPMIN z 0', array(bulk('z'), bulk('m'), bulk('1')), 'ZPOPMIN z'],
    ['BLMOVE a b RIGHT LEFT 0', bulk('v'), 'LMOVE a b RIGHT LEFT'],
    ['BRPOPLPUSH a b 0', bulk('v'), 'RPOPLPUSH a b'],
    ['BLMPOP 0 2 a b RIGHT COUNT 5', array(bulk('b'), array(bulk('v'))), 'LMPOP 1 b RIGHT COUNT 1'],
    [
      'BZMPOP 0 1 z MIN',
      array(bulk('z'), array(array(bulk('m'), bulk('1')))),
      'ZMPOP 1 z MIN COUNT 1',
    ],
  ])('%s, %o: as what it popped', (line, reply, expected) => {
    expect(remembered(line, reply)).toBe(expected)
  })

  it.each<[string, Reply, string | undefined]>([
    ['XADD s * f v', bulk('5-1'), 'XADD s 5-1 f v'],
    [
      'XADD s NOMKSTREAM MAXLEN ~ 9 LIMIT 2 5-* f v',
      bulk('5-1'),
      'XADD s NOMKSTREAM MAXLEN ~ 9 LIMIT 2 5-1 f v',
    ],
    ['XADD s NOMKSTREAM * f v', nil, undefined],
    ['XREADGROUP GROUP g c BLOCK 0 STREAMS s >', array(), 'XREADGROUP GROUP g c STREAMS s >'],
    [
      'XREADGROUP GROUP block block BLOCK 0 STREAMS block >',
      array(),
      'XREADGROUP GROUP block block STREAMS block >',
    ],
    ['XCLAIM s g c 99 1-1 2-2', array(array(bulk('1-1'), array())), 'XCLAIM s g c 0 1-1'],
    ['XAUTOCLAIM s g c 99 0', array(bulk('0-0'), array(), array()), undefined],
  ])('%s, %o: with the ids that came', (line, reply, expected) => {
    expect(remembered(line, reply)).toBe(expected)
  })

  it('when it failed only if it was a script that ran', () => {
    const error: Reply = { kind: 'error', value: 'ERR something' }
    expect(remembered('INCR k', error)).toBeUndefined()
    expect(remembered('EVAL x 0', error)).toBe('EVAL x 0')
    expect(remembered('EVALSHA x 0', { kind: 'error', value: 'NOSCRIPT No' })).toBeUndefined()
  })
})
