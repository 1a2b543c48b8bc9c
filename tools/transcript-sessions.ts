/** Lines to type into redis-cli, one session on an empty server each. */
export interface TranscriptSession {
  readonly name: string
  readonly protocol: 2 | 3
  readonly lines: readonly string[]
}

function session(name: string, protocol: 2 | 3, text: string): TranscriptSession {
  return { name, protocol, lines: text.split('\n').filter((line) => line.trim() !== '') }
}

const ALL_TYPES = String.raw`
SET s hello
GET s
GET nosuch
APPEND s " world"
GET s
STRLEN s
SET n 10
INCR n
INCRBYFLOAT n 0.1
SETRANGE s 20 x
GET s
SET b "\x00\xff\xfe\"\\\n\r\t\a\b\x1b~"
GET b
SET u "héllo ключ 🙂"
GET u
ECHO ""
ECHO "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x20\x21\x22\x23\x24\x25\x26\x27\x28\x29\x2a\x2b\x2c\x2d\x2e\x2f\x30\x31\x32\x33\x34\x35\x36\x37\x38\x39\x3a\x3b\x3c\x3d\x3e\x3f\x40\x41\x42\x43\x44\x45\x46\x47\x48\x49\x4a\x4b\x4c\x4d\x4e\x4f\x50\x51\x52\x53\x54\x55\x56\x57\x58\x59\x5a\x5b\x5c\x5d\x5e\x5f\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f\x70\x71\x72\x73\x74\x75\x76\x77\x78\x79\x7a\x7b\x7c\x7d\x7e\x7f\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff"
ECHO "it's"
ECHO 'say "hi"'
MSET a 1 c 3
MGET a b c
GETRANGE s 0 -1
SETBIT bits 7 1
BITCOUNT bits
BITFIELD bits SET u8 0 255 GET u4 0 INCRBY i5 100 1
RPUSH l a b c
LRANGE l 0 -1
LRANGE l 5 9
LPOP l 2
LPOP nosuch 2
LPOP nosuch
LPOS l c
BLPOP l 1
LLEN l
RPUSH long 1 2 3 4 5 6 7 8 9 10 11 12
LRANGE long 0 -1
SADD set1 x
SMEMBERS set1
SMEMBERS nosuch
SISMEMBER set1 x
SMISMEMBER set1 x y
HSET h f1 v1
HGETALL h
HSET h f2 "v\x002"
HGET h f2
HMGET h f1 f3
HGETALL nosuch
HKEYS h
HRANDFIELD h 0 WITHVALUES
ZADD z 1 one 2.5 two inf big -inf small
ZRANGE z 0 -1
ZRANGE z 0 -1 WITHSCORES
ZSCORE z two
ZSCORE z big
ZSCORE z small
ZSCORE z nosuch
ZINCRBY z 0.1 two
ZMSCORE z one nosuch
ZRANK z two
ZPOPMIN z
ZPOPMIN z 2
ZPOPMAX nosuch
ZADD z 0.1 tenth
ZSCORE z tenth
ZRANDMEMBER z 0 WITHSCORES
ZDIFF 2 z nosuch WITHSCORES
ZADD z INCR 5 tenth
ZADD z NX INCR 5 tenth
XADD st 1-1 f v
XADD st 1-2 f v g w
XRANGE st - +
XRANGE st 9 +
XLEN st
XREAD COUNT 1 STREAMS st 0
XREAD COUNT 1 STREAMS st 9
XREAD STREAMS st st 0 1-1
XGROUP CREATE st grp 0
XREADGROUP GROUP grp me COUNT 1 STREAMS st >
XPENDING st grp
XPENDING nosuch grp
XINFO STREAM st
XINFO GROUPS st
XINFO STREAM st FULL COUNT 1
XAUTOCLAIM st grp me 0 0
XACK st grp 1-1
GEOADD g 13.361389 38.115556 Palermo 15.087269 37.502669 Catania
GEODIST g Palermo Catania km
GEOPOS g Palermo nosuch
GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km ASC WITHCOORD WITHDIST WITHHASH
GEOHASH g Palermo nosuch
PFADD hll a b c
PFCOUNT hll
TYPE z
TYPE nosuch
OBJECT ENCODING l
TTL s
EXPIRE s 100
EXISTS s nosuch s
DEL a c
SCAN 0 MATCH nothing* COUNT 1000
SORT long LIMIT 0 3 DESC
LCS s s LEN
LMPOP 2 nosuch l LEFT
LMPOP 2 nosuch long LEFT COUNT 2
ZMPOP 1 z MIN
COMMAND COUNT
COMMAND INFO get nosuch
COMMAND INFO xread
COMMAND GETKEYSANDFLAGS SET k v
COMMAND LIST FILTERBY PATTERN xr*
COMMAND DOCS get
CONFIG GET maxmemory
CONFIG GET nosuch
CONFIG SET maxmemory-policy noeviction
CONFIG GET maxmemory*
PUBLISH ch hi
PUBSUB NUMSUB ch
PUBSUB CHANNELS
ACL WHOAMI
ACL CAT geo
MEMORY USAGE nosuch
SLOWLOG GET 0
SCRIPT EXISTS 0123
OBJECT HELP
EVAL "return 1" 0
EVAL "return 'text'" 0
EVAL "return {1,'a',{2,{3,'deep',{}}},nil,'lost'}" 0
EVAL "return {{1,2},{3,{4,5}},6}" 0
EVAL "return {}" 0
EVAL "return false" 0
EVAL "return true" 0
EVAL "return nil" 0
EVAL "return 3.99" 0
EVAL "return redis.status_reply('FINE')" 0
EVAL "return redis.error_reply('MY own error')" 0
EVAL "return redis.call('nosuch')" 0
EVAL "return {redis.status_reply('A'),redis.error_reply('E no'),{err='F no'}}" 0
EVAL "local t={} for i=1,11 do t[i]={i,{i}} end return t" 0
EVAL "local t={} for i=1,101 do t[i]=i end return t" 0
EVAL "redis.setresp(3); return redis.call('hgetall',KEYS[1])" 1 h
EVAL "redis.setresp(3); return {map={k='v'}}" 0
EVAL "redis.setresp(3); return {set={m=true}}" 0
EVAL "redis.setresp(3); return {double=3.5}" 0
EVAL "redis.setresp(3); return {verbatim_string={format='txt',string='ver\nbatim'}}" 0
EVAL "redis.setresp(3); return {true,false}" 0
DEBUG PROTOCOL string
DEBUG PROTOCOL integer
DEBUG PROTOCOL double
DEBUG PROTOCOL null
DEBUG PROTOCOL array
DEBUG PROTOCOL set
DEBUG PROTOCOL map
DEBUG PROTOCOL attrib
DEBUG PROTOCOL verbatim
DEBUG PROTOCOL true
DEBUG PROTOCOL false
`

const TRANSACTIONS = String.raw`
MULTI
SET a 1
LPUSH a x
GET a
HSET h f v
HGETALL h
EXEC
MULTI
EXEC
MULTI
NOSUCH
EXEC
MULTI
DISCARD
WATCH a
MULTI
INCR a
EXEC
WATCH a
INCR a
MULTI
GET a
EXEC
SELECT 3
GET a
SELECT 0
RESET
PING
PING "hello there"
`

const ERRORS = String.raw`
LPUSH l a
GET l
INCR l
SET s text
INCR s
INCRBY s 1.5
INCRBYFLOAT s 1
SET n 9223372036854775807
INCR n
SET a b c d
SET a b EX 0
SET a b EX ten
LSET nosuch 0 a
LSET l 9 a
RENAME nosuch a
SELECT 99
SELECT x
EXEC
DISCARD
MULTI
MULTI
WATCH a
DISCARD
EVALSHA 0123456789012345678901234567890123456789 0
EVAL "return redis.call('get')" 0
EVAL "syntax error here" 0
EVAL "return 1" -1
EVAL "return 1" 2 k
HELLO 9
HELLO x
HELLO 3 NOSUCH
XADD st 0-0 f v
XADD st 1-1 f
XGROUP CREATE nosuch g 0
XREADGROUP GROUP g c STREAMS l >
ZADD z x member
ZADD z nan member
ZADD z NX XX 1 a
HSET h f
HSET h f v g
EXPIRE s x
SETRANGE s 536870912 x
GETRANGE s a b
BITOP NOT d a b
OBJECT FREQ s
CONFIG SET nosuch 1
CONFIG SET maxmemory x
ZADD z x nosuch extra
CLIENT KILL nosuch
AUTH a b
AUTH x
CLIENT LIST TYPE nosuch
CONFIG SET maxmemory 1
SET big text
CONFIG SET maxmemory 0
ACL SETUSER bob on >pw ~k* +ping +auth +get
AUTH bob nope
AUTH bob pw
SET k v
CONFIG GET maxmemory
GET other
AUTH default ""
CONFIG SET requirepass secret
RESET
GET s
HELLO 3
PING
AUTH wrong
AUTH secret
CONFIG SET requirepass ""
`

const ARITY = String.raw`
GET
get a b
SET a
SeT a
MGET
ECHO
DEL
CONFIG
CONFIG GET
config nosuch
CoNfIg NoSuCh a b
CONFIG SET a
CONFIG RESETSTAT a
CONFIG HELP a
OBJECT
OBJECT ENCODING
OBJECT NOSUCH key
XGROUP
XGROUP CREATE a
XGROUP nope a b
CLIENT
CLIENT SETNAME
CLIENT "no such"
SCRIPT LOAD
MEMORY USAGE
ACL SETUSER
COMMAND GETKEYS
COMMAND nosuch
COMMAND
FUNCTION
FUNCTION nope
LATENCY
PUBSUB
PUBSUB what
CLUSTER
CLUSTER what
DEBUG
SLOWLOG nosuch
XINFO
XINFO nosuch st
HSET k f
ZADD k
EVAL "return 1"
MULTI x
EXEC x
QUIT2
HELLO a b c d
nosuch
NoSuch
nosuch a b c
nosuch "a b" "c\nd" "e\rf"
nosuch "a\x00b" c
"no\x00such" c
"no\r\nsuch" c
nosuch "\xff\xfe"
nosuch ключ "знач ение"
nosuch ""
"get "
nosuch aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b c
nosuch aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb cccc
nosuch aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b c
nosuch aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b c
nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn a
config nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn a
config "a\nb"
GET k
PING
CONFIG GET maxmemory
`

const KEYS = String.raw`
GET k
SET k v EX 10
MSET a 1 b 2 c 3
MSET a 1 b
MGET a b c
DEL a b
APPEND k v
BITOP AND dest a b c
BITFIELD k GET u8 0
BLPOP a b 0
BLMOVE src dst LEFT RIGHT 0
LMOVE src dst LEFT RIGHT
RPOPLPUSH src dst
BRPOPLPUSH src dst 0
LMPOP 2 a b LEFT
BLMPOP 0 2 a b LEFT COUNT 3
ZMPOP 2 a b MIN
BZMPOP 0 1 a MIN
BZPOPMIN a b 0
COPY a b DB 1
RENAME a b
SINTER a b c
SINTERCARD 2 a b LIMIT 1
SINTERSTORE d a b
SMOVE a b m
SORT k
SORT k BY w_* LIMIT 0 1 GET # GET o_* DESC ALPHA STORE dst
SORT k STORE one STORE two
SORT k GET store BY store
SORT_RO k BY w_*
ZUNION 2 a b WEIGHTS 1 2
ZUNIONSTORE d 2 a b WEIGHTS 1 2
ZINTERSTORE d 1 a
ZDIFFSTORE d 2 a b
ZINTERCARD 2 a b
ZRANGESTORE dst src 0 -1
ZUNIONSTORE d 5 a b
ZUNIONSTORE d x a b
EVAL "return 1" 2 a b c
EVAL "return 1" 0 a
EVALSHA abc 1 a b
EVAL_RO "return 1" 1 a
FCALL f 2 a b c
FCALL_RO f 1 a
EVAL "return 1" x
XADD st * f v
XREAD STREAMS a b 0 0
XREAD COUNT 2 BLOCK 0 STREAMS a b c 0 0 0
XREADGROUP GROUP g c COUNT 1 NOACK STREAMS a b > >
XREADGROUP GROUP g streams STREAMS a >
XGROUP CREATE st g 0
XGROUP DELCONSUMER st g c
XINFO STREAM st
XINFO GROUPS st
XACK st g 1-1
XCLAIM st g c 0 1-1
XAUTOCLAIM st g c 0 0
GEOADD g 1 2 m
GEORADIUS g 1 2 3 km
GEORADIUS g 1 2 3 km WITHCOORD STORE d
GEORADIUS g 1 2 3 km COUNT 1 STOREDIST d
GEORADIUS_RO g 1 2 3 km
GEORADIUSBYMEMBER g m 3 km STORE d
GEORADIUSBYMEMBER g m 3 km
GEORADIUSBYMEMBER_RO g m 3 km
GEOSEARCHSTORE d s FROMLONLAT 1 2 BYRADIUS 3 km
GEOSEARCH s FROMLONLAT 1 2 BYRADIUS 3 km
MIGRATE host 1 k 0 10
MIGRATE host 1 "" 0 10 COPY KEYS a b c
MIGRATE host 1 "" 0 10 AUTH keys KEYS a b
MIGRATE host 1 "" 0 10 AUTH2 keys keys KEYS a
MIGRATE host 1 k 0 10 REPLACE
PFADD h a
PFCOUNT a b
PFMERGE d a b
OBJECT ENCODING k
OBJECT FREQ k
MEMORY USAGE k SAMPLES 5
DUMP k
RESTORE k 0 x
TOUCH a b
UNLINK a b
EXISTS a b a
EXPIRE k 10
WATCH a b
LCS a b LEN
HSET h f v g w
HRANDFIELD h
SUNIONSTORE d a b
SDIFF a b
ZADD z 1 a
GETDEL k
GETEX k PERSIST
SETEX k 1 v
SUBSTR k 0 1
LPOS l a
LINSERT l BEFORE a b
MSETNX a 1 b 2
PEXPIREAT k 1
SUBSCRIBE ch
PUBLISH ch m
SPUBLISH ch m
SSUBSCRIBE ch
KEYS *
SCAN 0
PING
CONFIG GET a
DEBUG OBJECT k
CLIENT LIST
RANDOMKEY
RESTORE-ASKING k 0 x
`

const RAW_PRINTS = String.raw`
INFO keyspace
SET a 1
INFO keyspace
INFO nosuch
INFO KEYSPACE
CLIENT LIST TYPE replica
CLIENT LIST TYPE nosuch
CLIENT KILL TYPE replica
LATENCY DOCTOR
LATENCY DOCTOR x
LATENCY GRAPH nosuch
MEMORY DOCTOR
CLUSTER INFO
CLUSTER NODES
CLUSTER SLOTS
LOLWUT VERSION 5 1 1 1
LOLWUT VERSION 6 5 5
DEBUG HTSTATS 9
GET a
`

const PUSHES = String.raw`
CLIENT TRACKING on
MSET a 1 b 2
MGET a b
EVAL "redis.call('set','a','x') return 1" 0
PING
DEBUG PROTOCOL push
GET b
FLUSHALL
PING
`

export const sessions: readonly TranscriptSession[] = [
  session('types-resp2', 2, ALL_TYPES),
  // redis-cli 7.0 cannot read attributes and ends.
  session('types-resp3', 3, ALL_TYPES.replace('DEBUG PROTOCOL attrib\n', '')),
  session('transactions-resp2', 2, TRANSACTIONS),
  session('transactions-resp3', 3, TRANSACTIONS.replace(/RESET\n/, '')),
  session('errors', 2, ERRORS),
  session('arity', 2, ARITY),
  session('keys', 2, KEYS.replace(/^(?=\S)/gm, 'COMMAND GETKEYS ')),
  session('raw-prints-resp2', 2, RAW_PRINTS),
  session('raw-prints-resp3', 3, RAW_PRINTS),
  session('pushes', 3, PUSHES),
]
