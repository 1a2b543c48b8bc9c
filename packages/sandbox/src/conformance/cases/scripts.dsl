## scripts
SCRIPT LOAD "return 1"
EVALSHA e0e1f9fabfc9d4800c877a703b823ac0578ff8db 0
SCRIPT EXISTS e0e1f9fabfc9d4800c877a703b823ac0578ff8db ffff
SCRIPT FLUSH
EVALSHA e0e1f9fabfc9d4800c877a703b823ac0578ff8db 0
SCRIPT FLUSH SYNC
SCRIPT FLUSH ASYNC
SCRIPT FLUSH MAYBE
SCRIPT LOAD "return ("
SCRIPT EXISTS
SCRIPT LOAD
SCRIPT HELP

EVAL_RO "return redis.call('GET', KEYS[1])" 1 k
EVAL_RO "return redis.call('SET', KEYS[1], 'v')" 1 k
EVALSHA_RO ffffffffffffffffffffffffffffffffffffffff 0
EXISTS k

EVAL "#!lua\nreturn 1" 0
EVAL "#!lua flags=no-writes\nreturn redis.call('SET','k','v')" 0
EVAL "#!lua flags=no-writes\nreturn redis.call('GET','k')" 0
EVAL "#!lua flags=allow-oom,no-cluster\nreturn 5" 0
EVAL "#!lua flags=nosuch\nreturn 1" 0
EVAL "#!python\nreturn 1" 0
EVAL "#!lua name=x\nreturn 1" 0
EVAL "#!lua" 0
EVAL_RO "#!lua\nreturn redis.call('SET','k','v')" 0

SET s string
EVAL "return redis.call('LPUSH','s','a')" 0
EVAL "return redis.pcall('LPUSH','s','a')" 0
EVAL "local r = redis.pcall('LPUSH','s','a') return {r.err, r.ignore_error_stats_update}" 0
EVAL "local ok, e = pcall(redis.call, 'LPUSH','s','a') return {tostring(ok), type(e), e.err}" 0
EVAL "redis.call('SET','x','1') redis.call('LPUSH','s','a')" 0
GET x
EVAL "return redis.call('GET')" 0
EVAL "return redis.call()" 0
EVAL "return redis.call('NOSUCHCOMMAND')" 0
EVAL "return redis.call({})" 0
EVAL "return redis.call('SET','k',{})" 0
EVAL "return redis.call('SET','k',nil)" 0
EVAL "return redis.call('SET','k',1.5)" 0
GET k
EVAL "return redis.call('SET','k',3)" 0
GET k
EVAL "return redis.call('SET','k',1e20)" 0
GET k

EVAL "return redis.call('SUBSCRIBE','ch')" 0
EVAL "return redis.call('MULTI')" 0
EVAL "return redis.call('WATCH','k')" 0
EVAL "return redis.call('EVAL','return 1','0')" 0
EVAL "return redis.call('BLPOP','q','0')" 0
EVAL "return redis.call('XREAD','BLOCK','0','STREAMS','s','$')" 0
EVAL "return redis.call('CLIENT','ID')" 0
EVAL "return redis.call('SCRIPT','LOAD','return 1')" 0
EVAL "return redis.call('AUTH','x')" 0
EVAL "return redis.call('HELLO','3')" 0
EVAL "return redis.call('RESET')" 0
EVAL "return redis.call('QUIT')" 0
EVAL "return redis.call('SELECT','1')" 0
DBSIZE
EVAL "redis.call('SELECT','1') return redis.call('SET','indb1','v')" 0
EXISTS indb1
SELECT 1
EXISTS indb1

EVAL "return {KEYS, ARGV, #KEYS, #ARGV}" 2 a b c d
EVAL "return KEYS[3]" 2 a b
EVAL "return ARGV[1] .. ''" 0 ""
EVAL "return redis.sha1hex('')" 0
EVAL "return redis.REDIS_VERSION" 0
EVAL "return redis.REDIS_VERSION_NUM" 0
EVAL "return {redis.LOG_DEBUG, redis.LOG_VERBOSE, redis.LOG_NOTICE, redis.LOG_WARNING}" 0
EVAL "return redis.log(redis.LOG_DEBUG, 'hi')" 0
EVAL "return redis.breakpoint()" 0
EVAL "return redis.replicate_commands()" 0
EVAL "return redis.set_repl(redis.REPL_ALL)" 0
EVAL "return redis.acl_check_cmd('GET','k')" 0
EVAL "return redis.acl_check_cmd('NOSUCH')" 0

EVAL "return math.floor(3.7)" 0
EVAL "return 3.99" 0
EVAL "return -3.99" 0
EVAL "return tostring(10/2)" 0
EVAL "return tostring(1/3)" 0
EVAL "return tostring(2^53)" 0
EVAL "return 2^31" 0
EVAL "return tostring(0/0)" 0
EVAL "return string.format('%d %5.2f %s %q', 3, 3.14159, 'x', 'y\"z')" 0
EVAL "return {string.find('hello world', 'o w')}" 0
EVAL "return {string.gsub('hello', 'l', 'L')}" 0
EVAL "return string.gsub('abc', '%w', '%0%0')" 0
EVAL "local t = {} for w in string.gmatch('a b c', '%a') do t[#t+1] = w end return t" 0
EVAL "return {string.byte('abc', 1, -1)}" 0
EVAL "return string.char(72, 105)" 0
EVAL "local t = {3,1,2} table.sort(t) return t" 0
EVAL "local t = {1,2,3} table.remove(t, 1) table.insert(t, 9) return t" 0
EVAL "return {select('#', 1, 2, 3), select(2, 'a', 'b')}" 0
EVAL "return type(loadstring)" 0
EVAL "return loadstring('return 7')()" 0
EVAL "return {type(dofile), type(loadfile), type(io), type(os.clock), type(os.execute), type(debug), type(package)}" 0
EVAL "return _VERSION" 0
EVAL "return collectgarbage('step') == nil" 0
EVAL "return math.random(1,1)" 0
EVAL "return next({})" 0
EVAL "return rawequal('a','a')" 0
EVAL "local t = setmetatable({}, {__index = function() return 5 end}) return t.x" 0
EVAL "return getmetatable('').__index == string" 0
EVAL "local f = coroutine.wrap(function() coroutine.yield(1) end) return f()" 0

EVAL "return bit.band(5, 3)" 0
EVAL "return {bit.bor(5,3), bit.bxor(5,3), bit.bnot(0), bit.lshift(1,4), bit.rshift(256,4), bit.arshift(-256,4)}" 0
EVAL "return bit.tohex(255)" 0
EVAL "return cmsgpack.unpack(cmsgpack.pack({1,2,'x'}))" 0
EVAL "return redis.sha1hex(cmsgpack.pack('hello'))" 0
EVAL "return cjson.encode({a={1,2},b='x'}) ~= nil" 0
EVAL "return cjson.decode('[1,2,3]')" 0
EVAL "return cjson.decode('\"\\\\u00e9\"')" 0
EVAL "return cjson.encode('\\n\\t/')" 0
EVAL "return tostring(cjson.decode('null') == cjson.null)" 0
EVAL "return cjson.encode({[1]='a',[3]='c'})" 0
EVAL "return cjson.decode('{\"a\":1}').a" 0
EVAL "return cjson.decode('')" 0
EVAL "return cjson.encode(0/0)" 0

EVAL "return redis.call('HGETALL', KEYS[1])" 1 nokey
EVAL "return redis.call('ZADD', KEYS[1], 1.5, 'm')" 1 z
EVAL "return redis.call('ZSCORE', KEYS[1], 'm')" 1 z
EVAL "return redis.call('EXISTS', 'undeclared')" 0
EVAL "return redis.call('TYPE', KEYS[1])" 1 z
EVAL "return redis.call('TYPE', KEYS[1])['ok']" 1 z
EVAL "return redis.call('PING')" 0
EVAL "return redis.call('TIME')[1] ~= nil" 0
EVAL "return {redis.call('INCR','c'), redis.call('INCR','c')}" 0
EVAL "return redis.call('SCAN', '0')[1]" 0
EVAL "for i=1,100 do redis.call('RPUSH','big',i) end return redis.call('LLEN','big')" 0
EVAL "return redis.call('LRANGE','big',0,2)" 0
EVAL "return redis.call('SORT','big','LIMIT','0','2','DESC')" 0

EVAL "return 1,2,3" 0
EVAL "return 'a', 'b'" 0
EVAL "local function f() return 1,2 end return {f()}" 0
EVAL "return ''" 0
EVAL "return {''}" 0
EVAL "return {ok='a\nb'}" 0
EVAL "return {err='a\nb'}" 0
EVAL "return {err='WRONGTYPE x', extra=1}" 0
EVAL "return {ok=1}" 0
EVAL "return function() end" 0
EVAL "return {1, function() end, 3}" 0
EVAL "error()" 0
EVAL "error(nil)" 0
EVAL "error(5)" 0
EVAL "error({err='x y'})" 0
EVAL "return nosuch.field" 0
EVAL "local x <const> = 1" 0
EVAL "goto x" 0
EVAL "return 7 // 2" 0
EVAL "return 5 & 3" 0
EVAL "return '\\u{48}'" 0
EVAL "return 1 +" 0
EVAL "x" 0
