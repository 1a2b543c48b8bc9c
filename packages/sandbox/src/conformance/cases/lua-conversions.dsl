## lua-conversions
EVAL "return redis.call('GET')" 0
EVAL "return redis.call()" 0
EVAL "return redis.call(nil)" 0
EVAL "return redis.call({})" 0
EVAL "return redis.call('NOPE')" 0
EVAL "return redis.pcall('NOPE')" 0
EVAL "local r = redis.pcall('INCR', 'a', 'b') return r.err" 0
EVAL "local r = redis.pcall('NOPE') return r.err" 0
EVAL "redis.call('SET', KEYS[1], 'x') return redis.call('INCR', KEYS[1])" 1 k
EVAL "return redis.pcall('INCR', KEYS[1])" 1 k
EVAL "return {err='MY custom'}" 0
EVAL "return {err='custom'}" 0
EVAL "return {err=''}" 0
EVAL "return {ok='fine'}" 0
EVAL "return redis.error_reply('bad')" 0
EVAL "return redis.error_reply('-BAD thing')" 0
EVAL "return redis.error_reply('BAD thing')" 0
EVAL "return redis.error_reply()" 0
EVAL "return redis.status_reply('x')" 0
EVAL "return redis.status_reply(5)" 0
EVAL "error('x')" 0
EVAL "error({err='E x'})" 0
EVAL "error({err='E'})" 0
EVAL "error()" 0
EVAL "error(nil)" 0
EVAL "error(5)" 0
EVAL "error('x', 0)" 0
EVAL "error('x', 2)" 0
EVAL "local a = nil; return a.b" 0
EVAL "return 1 + {}" 0
EVAL "return 'a' + 1" 0
EVAL "return #nil" 0
EVAL "return nope" 0
EVAL "nope = 1" 0
EVAL "return nope()" 0
EVAL "return string.foo()" 0
EVAL "return tostring(nil)..'x'" 0
EVAL "assert(false)" 0
EVAL "assert(false, 'msg')" 0
EVAL "assert(nil, {err='T x'})" 0
EVAL "return assert(5)" 0
EVAL "return" 0
EVAL "return nil" 0
EVAL "return true" 0
EVAL "return false" 0
EVAL "return {1, nil, 3}" 0
EVAL "return {1, false, 3}" 0
EVAL "return {a=1}" 0
EVAL "return {1, 2, a=1, {3, {4}}}" 0
EVAL "return {}" 0
EVAL "return 1, 2" 0
EVAL "return 'a', 'b'" 0
EVAL "return 1e15" 0
EVAL "return '1e15'" 0
EVAL "return 2^31" 0
EVAL "return -0.5" 0
EVAL "return tostring(3)" 0
EVAL "return tostring(3.0)" 0
EVAL "return tostring(1e15)" 0
EVAL "return tostring(1e100)" 0
EVAL "return tostring(0.1)" 0
EVAL "return tostring(2^53)" 0
EVAL "return 10 / 3" 0
EVAL "return 7 % -3" 0
EVAL "return math.floor(-3.5)" 0
EVAL "return tonumber('0x10')" 0
EVAL "return tonumber('  5  ')" 0
EVAL "return tonumber('z', 36)" 0
EVAL "return tonumber('5a')" 0
EVAL "return redis.call('SET', 'n', 3.7)" 0
GET n
EVAL "return redis.call('SET', 'n', 1e20)" 0
GET n
EVAL "return redis.call('SET', 'n', 0.1 + 0.2)" 0
GET n
EVAL "return redis.call('SET', 'n', true)" 0
EVAL "return redis.call('SET', 'n', false)" 0
EVAL "return type(redis.call('GET', 'none'))" 0
EVAL "return redis.call('GET', 'none') == false" 0
EVAL "return redis.call('SET', 'a', 1)" 0
EVAL "return redis.call('SET', 'a', 1).ok" 0
EVAL "return type(redis.call('INCR', 'a'))" 0
EVAL "return redis.call('LRANGE', 'nol', 0, -1)" 0
EVAL "redis.call('RPUSH', 'l', 'a', 'b') return #redis.call('LRANGE', 'l', 0, -1)" 0
EVAL "return redis.call('HGETALL', 'noh')" 0
EVAL "redis.call('HSET', 'h', 'f', 'v') return redis.call('HGETALL', 'h')" 0
EVAL "redis.call('ZADD', 'z', 1.5, 'm') return redis.call('ZSCORE', 'z', 'm')" 0
EVAL "return redis.call('ZRANGE', 'z', 0, -1, 'WITHSCORES')" 0
EVAL "return redis.call('PING')" 0
EVAL "return redis.call('ECHO', 'x')" 0
EVAL "return redis.call('TIME')[1] ~= nil" 0
EVAL "return redis.call('MULTI')" 0
EVAL "return redis.call('WATCH', 'a')" 0
EVAL "return redis.call('SUBSCRIBE', 'a')" 0
EVAL "return redis.call('BLPOP', 'nol', 0)" 0
EVAL "return redis.call('BLPOP', 'l', 0)" 0
EVAL "return redis.call('BLMOVE', 'nol', 'm', 'LEFT', 'LEFT', 0)" 0
EVAL "return redis.call('XREAD', 'BLOCK', 0, 'STREAMS', 's', '$')" 0
EVAL "return redis.call('EVAL', 'return 1', 0)" 0
EVAL "return redis.call('SCRIPT', 'LOAD', 'return 1')" 0
EVAL "return redis.call('AUTH', 'x')" 0
EVAL "return redis.call('CLIENT', 'ID') > 0" 0
EVAL "return redis.call('CLIENT', 'SETNAME', 'x')" 0
EVAL "return redis.call('SELECT', 1)" 0
EVAL "return redis.call('WAIT', 0, 0)" 0
EVAL "return redis.call('KEYS', 'zzz*')" 0
EVAL "return redis.call('RANDOMKEY') ~= nil" 0
EVAL "return redis.call('PUBLISH', 'c', 'm')" 0
EVAL "return redis.call('INFO', 'server') ~= nil" 0
EVAL "return redis.call('CONFIG', 'GET', 'hz')" 0
EVAL "return redis.call('DEBUG', 'SLEEP', 0)" 0
EVAL "return redis.call('RESET')" 0
EVAL "return redis.call('HELLO', 3)" 0
EVAL "return redis.call('QUIT')" 0
EVAL_RO "return redis.call('SET', 'a', 1)" 0
EVAL_RO "return redis.call('GET', 'a')" 0
EVAL_RO "return redis.pcall('SET', 'a', 1)" 0
EVAL_RO "return redis.call('PUBLISH', 'a', 1)" 0
EVAL_RO "return redis.call('PFCOUNT', 'nopf')" 0
EVAL "#!lua flags=no-writes\nreturn redis.call('SET', 'a', 1)" 0
EVAL "#!lua flags=foo\nreturn 1" 0
EVAL "#!lua\nreturn 1" 0
EVAL "#!lua name=x\nreturn 1" 0
EVAL "#!js\nreturn 1" 0
EVAL "#!lua flags=allow-oom,no-writes\nreturn 2" 0
EVAL "return cjson.encode({1, 2, 3})" 0
EVAL "return cjson.encode({a=1})" 0
EVAL "return cjson.encode({})" 0
EVAL "return cjson.encode('a/b\\n\\'')" 0
EVAL "return cjson.encode(1.5)" 0
EVAL "return cjson.encode(1e100)" 0
EVAL "return cjson.encode(0.1)" 0
EVAL "return cjson.encode(12345678901234567)" 0
EVAL "return cjson.encode(nil)" 0
EVAL "return cjson.encode(cjson.null)" 0
EVAL "return cjson.encode({1, nil, 3})" 0
EVAL "return cjson.encode({[1]=1, [1000]=2})" 0
EVAL "return cjson.encode(function() end)" 0
EVAL "return cjson.encode({[true]=1})" 0
EVAL "return cjson.encode(0/0)" 0
EVAL "return cjson.decode('[1,2.5,null,true,\"x\"]')" 0
EVAL "return cjson.decode('{\"a\":[1,2]}').a" 0
EVAL "return cjson.decode('{bad')" 0
EVAL "return cjson.decode('')" 0
EVAL "return cjson.decode('nul')" 0
EVAL "return cjson.decode('1 2')" 0
EVAL "return cjson.decode('\"\\\\u00e9\\\\ud83d\\\\ude00\"')" 0
EVAL "return cjson.decode('[1e400]')" 0
EVAL "return cjson.encode({a={b={c=1}}})" 0
EVAL "return cmsgpack.unpack(cmsgpack.pack({1, 'a', true, {x=1}}))" 0
EVAL "return cmsgpack.pack(1, 'a')" 0
EVAL "return cmsgpack.pack()" 0
EVAL "return cmsgpack.unpack('\\xc1')" 0
EVAL "return {cmsgpack.unpack(cmsgpack.pack(1, 2, 3))}" 0
EVAL "return struct.pack('>I4', 258)" 0
EVAL "return struct.unpack('>I4', '\\0\\0\\1\\2')" 0
EVAL "return struct.size('i4i8')" 0
EVAL "return struct.pack('z', 5)" 0
EVAL "return struct.pack('i17', 5)" 0
EVAL "return struct.unpack('I4', 'a')" 0
EVAL "return bit.band(5, 3)" 0
EVAL "return bit.lshift(1, 31)" 0
EVAL "return bit.tohex(255, 4)" 0
EVAL "return bit.bnot(0)" 0
EVAL "return bit.band('x', 1)" 0
EVAL "return bit.band()" 0
EVAL "return redis.sha1hex('')" 0
EVAL "return redis.sha1hex()" 0
EVAL "return redis.sha1hex(1, 2)" 0
EVAL "return redis.log(1)" 0
EVAL "return redis.log(9, 'x')" 0
EVAL "return redis.log(redis.LOG_WARNING, 'x')" 0
EVAL "return redis.setresp(4)" 0
EVAL "redis.setresp(3) return redis.call('HGETALL', 'h')" 0
EVAL "redis.setresp(3) return redis.call('GET', 'none') == nil" 0
EVAL "redis.setresp(3) return redis.call('ZSCORE', 'z', 'm')" 0
EVAL "redis.setresp(3) return redis.call('SMEMBERS', 'nos')" 0
EVAL "return {double=3.5}" 0
EVAL "return {map={a=1}}" 0
EVAL "return {set={a=true}}" 0
EVAL "return {big_number='123'}" 0
EVAL "return {verbatim_string={format='txt', string='x'}}" 0
EVAL "return redis.REDIS_VERSION" 0
EVAL "return redis.REDIS_VERSION_NUM" 0
EVAL "return redis.acl_check_cmd('GET', 'x')" 0
EVAL "return redis.acl_check_cmd('NOPE')" 0
EVAL "return redis.replicate_commands()" 0
EVAL "return redis.set_repl(redis.REPL_ALL)" 0
EVAL "return redis.breakpoint()" 0
EVAL "return pcall(function() error('x') end)" 0
EVAL "local ok, e = pcall(function() error('x') end) return e" 0
EVAL "local ok, e = pcall(function() error({err='X y'}) end) return e" 0
EVAL "local ok, e = pcall(function() return redis.call('NOPE') end) return e" 0
EVAL "local ok, e = pcall(redis.call, 'INCR', 'l') return {tostring(ok), type(e)}" 0
EVAL "local ok, e = xpcall(function() error('x') end, function(m) return 'H:' .. m end) return e" 0
EVAL "return select('#', 1, nil, 3)" 0
EVAL "return string.format('%5.2f|%d|%s|%q', 3.14159, 42, 'x', 'a\"b')" 0
EVAL "return string.rep('ab', 3)" 0
EVAL "return ('x'):upper()" 0
EVAL "return string.gsub('hello', 'l', 'L')" 0
EVAL "return {string.find('hello', 'l+')}" 0
EVAL "return table.concat({1, 2, 3}, ',')" 0
EVAL "local t = {3, 1, 2} table.sort(t) return t" 0
EVAL "return #KEYS + #ARGV" 2 a b c
EVAL "return KEYS" 2 a b c
EVAL "return ARGV[5]" 0 a
EVAL "return {KEYS[1], ARGV[1]}" 1 "\x00\xff" "a\nb"
EVAL "return os.time()" 0
EVAL "return os.clock() >= 0" 0
EVAL "return io" 0
EVAL "return require('x')" 0
EVAL "return loadstring('return 5')()" 0
EVAL "return load(function() return nil end)" 0
EVAL "return type(newproxy)" 0
EVAL "for i = 1, 3 do redis.call('RPUSH', 'loop', i) end return redis.call('LRANGE', 'loop', 0, -1)" 0
EVAL "local function f(n) return f(n + 1) + 1 end return f(1)" 0
EVAL "return string.rep('x', 10):len()" 0
EVAL "syntax error" 0
EVAL "return (" 0
EVAL "" 0
EVAL "return 1"
EVAL "return 1" abc
EVAL "return 1" -1
EVAL "return 1" 1
EVAL "return 1" 1.5
EVALSHA abc 0
EVALSHA ffffffffffffffffffffffffffffffffffffffff 0
EVALSHA e0e1f9fabfc9d4800c877a703b823ac0578ff8db 0
SCRIPT LOAD "return 1"
EVALSHA E0E1F9FABFC9D4800C877A703B823AC0578FF8DB 0
SCRIPT EXISTS e0e1f9fabfc9d4800c877a703b823ac0578ff8db ffff
SCRIPT LOAD "return ("
SCRIPT FLUSH FOO
SCRIPT FLUSH SYNC
SCRIPT EXISTS e0e1f9fabfc9d4800c877a703b823ac0578ff8db
SCRIPT FOO
SCRIPT LOAD
SCRIPT EXISTS
SCRIPT HELP
HELLO 3
EVAL "return {double=3.5}" 0
EVAL "return {map={a=1}}" 0
EVAL "return true" 0
EVAL "redis.setresp(3) return true" 0
EVAL "redis.setresp(3) return {double=1.5}" 0
EVAL "redis.setresp(3) return redis.call('HGETALL', 'h')" 0
EVAL "return redis.call('HGETALL', 'h')" 0
EVAL "return nil" 0
EVAL "redis.setresp(3) return nil" 0
EVAL "return {big_number='123'}" 0
EVAL "redis.setresp(3) return {set={a=true}}" 0
EVAL "local ok, e = xpcall(function() return redis.call('NOPE') end, function(m) return type(m) end) return e" 0
EVAL "local ok, e = xpcall(function() return redis.call('NOPE') end, function(m) return m.err end) return e" 0
EVAL "local ok, e = xpcall(function() return redis.call('INCR', 'l') end, function(m) return m end) return {tostring(ok), type(e)}" 0
EVAL "local ok, e = xpcall(function() error({err='A b'}) end, function(m) return m.err end) return e" 0
EVAL "local ok, e = xpcall(function() return 1 end, function(m) return m end) return {tostring(ok), e}" 0
EVAL "local ok, e = xpcall(function() local a = nil return a.b end, function(m) return m end) return e" 0
EVAL "local function f() error('deep', 2) end\nlocal function g()\n f()\nend\ng()" 0
EVAL "local function f() error('deep', 3) end\nlocal function g()\n f()\nend\ng()" 0
EVAL "return cjson.null" 0
EVAL "return {cjson.null, 1}" 0
EVAL "return cjson.decode('[null, 1]')" 0
EVAL "return cjson.decode('{\"a\":null}').a == cjson.null" 0
EVAL "return pcall" 0
EVAL "xpcall = 1" 0
EVAL_RO "return redis.call('SPUBLISH', 'a', 1)" 0
FUNCTION LOAD "#!lua name=xp\nredis.register_function('xp', function() local ok, e = xpcall(function() error('x') end, function(m) return 'H:' .. m end) return e end)\nredis.register_function('l2', function() error('lv', 2) end)\nredis.register_function{function_name='pub', callback=function() return redis.call('PUBLISH', 'a', 'b') end, flags={'no-writes'}}"
FCALL xp 0
FCALL pub 0
FCALL_RO pub 0
