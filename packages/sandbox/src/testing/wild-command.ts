import type { Argv } from '@keyspace/redis-lang'
import { fuzzCommand } from '../conformance/fuzz-command.ts'
import { argvOf } from '../conformance/probe.ts'
import type { Random } from '../conformance/random.ts'

/** Beside what the fuzzer writes: what chance decides, what scripts do, what takes keys elsewhere. */
const more: readonly string[] = [
  ...['SPOP set1', 'SPOP set1 2', 'SPOP set2 100', 'ZPOPMIN zset1', 'ZPOPMAX zset2 2'],
  ...['XADD stream1 * f v', 'XADD stream2 MAXLEN 3 * f v', 'XADD stream1 MAXLEN ~ 2 * f v'],
  ...['HINCRBYFLOAT hash1 h 0.1', 'INCRBYFLOAT string3 0.7', 'BITFIELD string1 INCRBY u8 0 3'],
  `EVAL "redis.call('SET', 'undeclared', ARGV[1], 'EX', 700)" 0 v`,
  `EVAL "redis.call('SET', KEYS[1], 1); return redis.call('INCR', 'list1')" 1 string1`,
  `EVAL "if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('RENAME', KEYS[1], KEYS[2]) end" 2 string2 string3`,
  ...['MULTI', 'EXEC', 'EXEC', 'DISCARD', 'SELECT 1', 'SELECT 0', 'SWAPDB 0 1', 'MOVE string1 1'],
  ...[
    'MOVE string2 1',
    'COPY list1 list2 DB 1 REPLACE',
    'COPY string2 string1',
    'RENAME string1 string2',
  ],
  ...[
    'EXPIRE string1 500',
    'PEXPIRE hash1 700000 NX',
    'PERSIST string2',
    'GETEX string2 PX 900000',
  ],
  ...[
    'EXPIREAT set1 4102444800',
    'SET string1 v EX 100 NX',
    'SET string2 v KEEPTTL',
    'EXPIRE zset1 90 GT',
  ],
  ...['XREADGROUP GROUP g1 carol COUNT 2 STREAMS stream1 >', 'XACK stream1 g1 1-1'],
  ...[
    'XCLAIM stream1 g1 dave 0 1-2',
    'XAUTOCLAIM stream1 g1 erin 0 0',
    'XGROUP DELCONSUMER stream1 g1 bob',
  ],
  ...[
    'XGROUP SETID stream1 g2 0',
    'XSETID stream2 9-9',
    'XDEL stream1 1-2',
    'XTRIM stream1 MAXLEN 2',
  ],
  ...[
    'PFADD hll1 x y',
    'PFMERGE hll1 hll2',
    'PFCOUNT hll1',
    'SORT list2 STORE list3',
    'BLPOP list1 0.01',
  ],
  ...[
    'LMPOP 2 list1 list2 RIGHT COUNT 2',
    'SETRANGE bits1 9 z',
    'BITOP NOT bits1 bits1',
    'FLUSHDB',
  ],
  ...['GEOADD geo1 1 2 x', 'GEOSEARCHSTORE geo2 geo1 FROMLONLAT 15 37 BYRADIUS 500 km'],
]

/** A random command on the keys of a probe, of all kinds that a journal has to repeat. */
export function wildCommand(random: Random): Argv {
  return random.below(3) === 0 ? argvOf(random.pick(more)) : fuzzCommand(random)
}
