## blocking-exec
~1> BLPOP a b 2
@wait 20
MULTI
RPUSH b 1
RPUSH a 2
EXEC
@join 1
LRANGE a 0 -1
LRANGE b 0 -1

~1> BLPOP a b 2
@wait 20
~2> BLPOP b 2
@wait 20
EVAL "redis.call('RPUSH','b',1) redis.call('RPUSH','a',2) return 7" 0
@join 1
2> PING
LRANGE a 0 -1
LRANGE b 0 -1
RPUSH b 5
@join 2

~1> BZPOPMIN a b 2
@wait 20
~2> BZPOPMAX b a 2
@wait 20
MULTI
ZADD b 1 x 2 y
ZADD a 3 z
EXEC
@join 1
@join 2
ZRANGE a 0 -1
ZRANGE b 0 -1

~1> XREAD BLOCK 2000 STREAMS s t $ $
@wait 20
MULTI
XADD t 1-1 f v
XADD s 1-2 f v
XADD t 1-3 f v
EXEC
@join 1

XGROUP CREATE s g $ MKSTREAM
XGROUP CREATE t g $ MKSTREAM
~1> XREADGROUP GROUP g me BLOCK 2000 STREAMS s t > >
@wait 20
MULTI
XADD t 1-1 f v
XADD s 1-2 f v
EXEC
@join 1
XPENDING s g
XPENDING t g

~1> BLMPOP 2 2 a b LEFT COUNT 5
@wait 20
~2> BLPOP a b 2
@wait 20
MULTI
RPUSH b 1 2 3
RPUSH a 9
LLEN a
LPOP b
EXEC
@join 1
@join 2
EXISTS a b

~1> BLMOVE a b LEFT RIGHT 2
@wait 20
~2> BLPOP b c 2
@wait 20
MULTI
RPUSH c 1
RPUSH a 9
EXEC
@join 1
@join 2
EXISTS a b c

SET d x
~1> BLMOVE a d LEFT RIGHT 1
@wait 20
RPUSH a 9
@join 1
EXISTS a

~1> BLPOP a b 1
@wait 20
MULTI
RPUSH b 1
SET a str
EXEC
@join 1
EXISTS a b

~1> BLPOP q 2
@wait 20
~2> BLPOP q 2
@wait 20
~3> BLPOP q 2
@wait 20
MULTI
RPUSH q 1 2
LPUSH q 3
LPOP q
EXEC
@join 1
@join 2
RPUSH q last
@join 3

~1> BLPOP q 2
@wait 20
MULTI
RPUSH q 1
LPOP q
EXEC
~2> BLPOP q 2
@wait 20
RPUSH q 5
@join 1
RPUSH q 6
@join 2

~1> BRPOPLPUSH a b 2
@wait 20
~2> BRPOPLPUSH b a 2
@wait 20
RPUSH a x
@join 1
@join 2
EXISTS a b

~1> BLPOP l 2
@wait 20
SELECT 1
RPUSH l 9
MOVE l 0
@join 1

~1> BLPOP l 2
@wait 20
SELECT 1
RPUSH l 9
SWAPDB 0 1
@join 1

~1> BLPOP l 2
@wait 20
SADD src 3 1 2
SORT src STORE l
@join 1
LRANGE l 0 -1

~1> BZMPOP 2 2 a b MIN COUNT 2
@wait 20
MULTI
ZADD b 1 x 2 y 3 z
ZADD a 1 q
EXEC
@join 1

~1> BZPOPMIN z 2
@wait 20
ZADD y 1 a
ZUNIONSTORE z 1 y
@join 1
GEOADD y 1 1 a
~1> BZPOPMIN z 2
@wait 20
GEOSEARCHSTORE z y FROMLONLAT 1 1 BYRADIUS 10 km
@join 1
