/** What the keys of a probe hold, as commands on an empty server. */
export const typedKeys: readonly string[] = [
  'SET string1 hello',
  'SET string2 10 EX 5000',
  'SET string3 3.25',
  'SET string4 "\\x00\\xff\\x0f"',
  'RPUSH list1 a b c hello a 1',
  'RPUSH list2 3 1 2',
  'SADD set1 a b c hello',
  'SADD set2 1 2 3 10',
  'HSET hash1 f 1 g hello h 3.25 n -5',
  'HSET hash2 f @@x70',
  'ZADD zset1 1 a 2 b 2 c 3.5 hello -1 1',
  'ZADD zset2 0 a 0 b 0 c 0 d',
  'GEOADD geo1 13.361389 38.115556 Palermo 15.087269 37.502669 a 2.349 48.8566 b',
  'XADD stream1 1-1 f 1',
  'XADD stream1 1-2 f 2 g 3',
  'XADD stream1 2-1 f 4',
  'XADD stream1 3-0 f 5',
  'XGROUP CREATE stream1 g1 0',
  'XREADGROUP GROUP g1 alice COUNT 2 STREAMS stream1 >',
  'XREADGROUP GROUP g1 bob COUNT 1 STREAMS stream1 >',
  'XGROUP CREATE stream1 g2 1-2',
  'XADD stream2 5-0 f 1',
  'XDEL stream2 5-0',
  'PFADD hll1 a b c',
  'PFADD hll2 c d',
  'SETBIT bits1 7 1',
]

const byGroup: Readonly<Record<string, readonly string[]>> = {
  string: ['string1', 'string2', 'string3', 'string4', 'none1'],
  list: ['list1', 'list2', 'none1'],
  set: ['set1', 'set2', 'none1'],
  hash: ['hash1', 'hash2', 'none1'],
  'sorted-set': ['zset1', 'zset2', 'none1'],
  geo: ['geo1', 'none1'],
  stream: ['stream1', 'stream2', 'none1'],
  hyperloglog: ['hll1', 'hll2', 'none1', 'string1'],
  bitmap: ['bits1', 'string4', 'string1', 'none1'],
}

/** All keys that a probe may name, `none1` among them, which is not there. */
export const everyKey: readonly string[] = [...new Set(Object.values(byGroup).flat())]

/** The keys that commands of a group of the documentation work on; any for the general ones. */
export function keysOfGroup(group: string): readonly string[] {
  return byGroup[group] ?? everyKey
}
