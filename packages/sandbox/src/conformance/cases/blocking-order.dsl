## blocking-order
~1> BLPOP q 2
@wait 30
~2> BLPOP q 2
@wait 30
~3> BLPOP q 2
@wait 30
RPUSH q a
RPUSH q b
RPUSH q c
@join 1
@join 2
@join 3
LLEN q

~1> BLPOP a b 2
@wait 30
MULTI
RPUSH b 1
RPUSH a 2
EXEC
@join 1
LRANGE a 0 -1
LRANGE b 0 -1

~1> BRPOP q 2
@wait 30
~2> BLPOP q 2
@wait 30
RPUSH q 1 2 3
@join 1
@join 2
LRANGE q 0 -1

~1> BZPOPMIN z 2
@wait 30
~2> BZPOPMAX z 2
@wait 30
ZADD z 1 a 2 b 3 c
@join 1
@join 2
ZRANGE z 0 -1 WITHSCORES

~1> BLMOVE a b LEFT RIGHT 2
@wait 30
~2> BLPOP b 2
@wait 30
RPUSH a x
@join 1
@join 2
EXISTS a b

~1> BLMPOP 2 2 a b LEFT COUNT 2
@wait 30
RPUSH b 1 2 3
@join 1
LRANGE b 0 -1

~1> BZMPOP 2 1 z MAX COUNT 2
@wait 30
ZADD z 1 a 2 b 3 c
@join 1
ZRANGE z 0 -1

~1> BLPOP q 0.05
@wait 150
@join 1
~1> BLPOP q 0.05
@wait 20
SET q notalist
@join 1

~1> BLPOP q 2
@wait 30
EVAL "return redis.call('RPUSH', KEYS[1], 'from-script')" 1 q
@join 1

~1> XREAD BLOCK 2000 STREAMS s $
@wait 30
~2> XREAD BLOCK 2000 COUNT 1 STREAMS s 0
@wait 30
XADD s 1-1 f v
@join 1
@join 2

XGROUP CREATE s g $ MKSTREAM
~1> XREADGROUP GROUP g alice BLOCK 2000 STREAMS s >
@wait 30
~2> XREADGROUP GROUP g bob BLOCK 2000 STREAMS s >
@wait 30
XADD s 1-1 f v
XADD s 1-2 f w
@join 1
@join 2

XGROUP CREATE s g $ MKSTREAM
~1> XREADGROUP GROUP g alice BLOCK 2000 STREAMS s >
@wait 30
XGROUP DESTROY s g
@join 1

XGROUP CREATE s g $ MKSTREAM
~1> XREADGROUP GROUP g alice BLOCK 2000 STREAMS s >
@wait 30
DEL s
@join 1

~1> BLPOP q 2
@wait 30
RENAME src q
RPUSH src v
RENAME src q
@join 1

SELECT 1
~1> BLPOP q 2
@wait 30
RPUSH q other-db
SELECT 0
RPUSH q mine
@join 1

~1> BLPOP q 2
@wait 30
MULTI
RPUSH q a
DEL q
EXEC
RPUSH q b
@join 1

~1> BLPOP q 2
@wait 30
LPUSH q a b c
@join 1
LRANGE q 0 -1

~1> BRPOPLPUSH q q 2
@wait 30
RPUSH q x
@join 1
LRANGE q 0 -1

BLPOP q -1
BLPOP q abc
BLPOP q
BLMOVE a b UP LEFT 1
BLMPOP 1 0 LEFT
BLMPOP 1 1 a MIDDLE
BLMPOP 0.05 1 a LEFT
BZPOPMIN z nan
BZMPOP 0.05 2 a
XREAD BLOCK -1 STREAMS s $
XREAD BLOCK abc STREAMS s $
XREAD BLOCK 10 STREAMS s $

SET k v
BLPOP k 0.1
BZPOPMIN k 0.1
BLMOVE k d LEFT LEFT 0.1
RPUSH src a
BLMOVE src k LEFT LEFT 0.1
LRANGE src 0 -1
