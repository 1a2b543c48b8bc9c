## geo-notices
~1> BLPOP q 5
@wait 20
~2> BLPOP q 0
@wait 20
EVAL "return {redis.call('INFO', 'clients'):match('blocked_clients:(%d+)'), redis.call('INFO', 'clients'):match('clients_in_timeout_table:(%d+)')}" 0
RPUSH q a b
@join 1
@join 2
EVAL "return {redis.call('INFO', 'clients'):match('blocked_clients:(%d+)'), redis.call('INFO', 'clients'):match('clients_in_timeout_table:(%d+)')}" 0
~1> XREAD BLOCK 1000 STREAMS s $
@wait 20
~2> BLMOVE a b LEFT LEFT 3
@wait 20
EVAL "return {redis.call('INFO', 'clients'):match('blocked_clients:(%d+)'), redis.call('INFO', 'clients'):match('clients_in_timeout_table:(%d+)')}" 0
XADD s 1-1 f v
@join 1
RPUSH a x
@join 2
EVAL "return {redis.call('INFO', 'clients'):match('blocked_clients:(%d+)'), redis.call('INFO', 'clients'):match('clients_in_timeout_table:(%d+)')}" 0

GEOADD g 13.361389 38.115556 Palermo 15.087269 37.502669 Catania 2.349 48.8566 Paris
GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km ASC
GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km DESC WITHDIST WITHCOORD WITHHASH
GEOSEARCH g FROMMEMBER Palermo BYBOX 400 400 km ASC COUNT 1
GEOSEARCH g FROMMEMBER Palermo BYBOX 400 400 km ASC COUNT 1 ANY
GEOSEARCH g FROMMEMBER nope BYRADIUS 1 m
GEOSEARCH g BYRADIUS 1 m
GEOSEARCH g FROMLONLAT 1 1
GEOSEARCH g FROMLONLAT 1 1 BYRADIUS 1 xx
GEOSEARCH g FROMLONLAT 1 1 BYRADIUS -1 m
GEOSEARCH g FROMLONLAT 1 1 BYRADIUS abc m
GEOSEARCH g FROMLONLAT 200 1 BYRADIUS 1 m
GEOSEARCH g FROMLONLAT 1 1 BYRADIUS 1 m ANY
GEOSEARCH g FROMLONLAT 1 1 BYRADIUS 1 m COUNT 0
GEOSEARCH g FROMLONLAT 1 1 BYRADIUS 1 m COUNT abc
GEOSEARCH none FROMLONLAT 1 1 BYRADIUS 1 m
geosearch g BYRADIUS 1 m
GeoSearch g FROMLONLAT 1 1
GEOSEARCHSTORE d g FROMLONLAT 15 37 BYRADIUS 200 km WITHDIST
GEOSEARCHSTORE d g FROMLONLAT 15 37 BYRADIUS 200 km
ZRANGE d 0 -1 WITHSCORES
GEOSEARCHSTORE d g FROMLONLAT 0 0 BYRADIUS 1 m
EXISTS d
GEODIST g Palermo Catania
GEODIST g Palermo Catania km
GEODIST g Palermo nope
GEODIST none a b
GEODIST g Palermo Catania xx
GEODIST g Palermo
GEOHASH g Palermo nope
GEOPOS g Palermo nope
GEOADD g NX 1 1 Palermo
GEOADD g XX 1 1 New
GEOADD g CH 1 1 Palermo
GEOADD g 1 1 a 2
GEORADIUS g 15 37 200 km ASC
GEORADIUS g 15 37 200 km STORE d
GEORADIUS_RO g 15 37 200 km STORE d
GEORADIUS g 15 37 200 km WITHDIST STORE d
GEORADIUSBYMEMBER g Catania 200 km ASC COUNT 1

CONFIG SET notify-keyspace-events KEA
1> PSUBSCRIBE __key*__:*
SET a 1
@push 1
@push 1
EXPIRE a 100
@push 1
@push 1
SET a 2 EX 10
@push 1
@push 1
@push 1
@push 1
RENAME a b
@push 1
@push 1
@push 1
@push 1
DEL b none
@push 1
@push 1
LPUSH l a b
@push 1
@push 1
LPOP l 2
@push 1
@push 1
@push 1
@push 1
HSET h f v
@push 1
@push 1
HDEL h f
@push 1
@push 1
@push 1
@push 1
SADD s a
@push 1
@push 1
ZADD z 1 a
@push 1
@push 1
ZINCRBY z 1 a
@push 1
@push 1
XADD st 1-1 f v
@push 1
@push 1
SET t 1 PX 20
@push 1
@push 1
@push 1
@push 1
@wait 60
GET t
@push 1
@push 1
PFADD p a
@push 1
@push 1
PFCOUNT p
SETRANGE sr 0 x
@push 1
@push 1
COPY sr sr2
@push 1
@push 1
MOVE sr2 1
@push 1
@push 1
@push 1
@push 1


GEOSEARCH none COUNT 1 BYRADIUS 0 KM DESC WITHCOORD
GEOSEARCH none FROMLONLAT 1 1
GEOADD g 1 1 a
GEOSEARCH g COUNT 1 BYRADIUS 0 KM DESC WITHCOORD
geosearch g COUNT 1 BYRADIUS 0 KM DESC WITHCOORD
GeoSearch g COUNT 1
GEOSEARCHSTORE d g BYRADIUS 1 m
geosearchstore d g FROMLONLAT 1 1
