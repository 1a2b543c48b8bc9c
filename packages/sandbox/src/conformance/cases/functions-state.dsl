## functions-state
FUNCTION LOAD "#!lua name=counter\nlocal n = 0\nlocal seen, last = {}, nil\nlocal function bump(by) n = n + by return n end\nredis.register_function('inc', function(keys, args) last = args[1] seen[#seen+1] = args[1] or 'none' return bump(tonumber(args[1] or 1)) end)\nredis.register_function('dump', function() return {n, last or false, seen} end)\nredis.register_function('fail', function() n = n + 100 error('no') end)\nredis.register_function('nope', function() n = n + 1000\n return unknown_thing end)\nredis.register_function('bad', function(keys)\n\n n = n + 1 return redis.call('INCR', keys[1], 'x') end)\nredis.register_function('arith', function()\n local t = nil\n return t.x end)\nredis.register_function('tab', function() error({err='MYERR text'}) end)\nredis.register_function('typ', function() return redis.call('SET', {}, 1) end)"
FCALL inc 0
FCALL inc 0 5
FCALL inc 0 2
FCALL dump 0
FCALL fail 0
FCALL dump 0
FCALL nope 0
FCALL dump 0
FCALL bad 1 k
FCALL dump 0
FCALL arith 0
FCALL tab 0
FCALL typ 0
FCALL dump 0
MULTI
FCALL inc 0
FCALL inc 0
EXEC
1> FCALL inc 0
FUNCTION LOAD REPLACE "#!lua name=counter\nlocal n = 7\nredis.register_function('inc', function() n = n + 1 return n end)"
FCALL inc 0
FCALL inc 0
FUNCTION DELETE counter
FUNCTION LOAD "#!lua name=counter\nlocal n = 7\nredis.register_function('inc', function() n = n + 1 return n end)"
FCALL inc 0

FUNCTION LOAD "#!lua name=deep\nlocal state = {list = {}, map = {a = 1}, on = true, f = 1.5, big = 2^53}\nlocal alias = state.map\nlocal meta = {}\nlocal r = redis\nlocal handler = function() return 'h' end\nlocal inf, nan, neg = 1/0, 0/0, -0.5\nredis.register_function('step', function(keys, args) state.list[#state.list+1] = args[1] alias.a = alias.a + 1 state.map.b = alias.a * 2 state.on = not state.on meta.x = args[1] state.f = state.f * 1.1 inf = inf - 1 neg = neg - 1 return cjson.encode({#state.list, state.map.a, state.map.b, state.on, meta.x, handler(), tostring(state.f), tostring(inf), tostring(neg)}) end)\nredis.register_function('drop', function() state.map = nil state.list = {1, {2, {3}}} return alias.a end)\nredis.register_function('look', function() return {state.map == nil and 'nil' or 'map', state.map == alias and 'same' or 'other', state.list, state.big} end)\nredis.register_function('selfref', function() state.me = state return state.me == state and 1 or 0 end)\nredis.register_function('isself', function() return state.me == state and state.me.me == state and 1 or 0 end)\nredis.register_function('wipe', function() for k in pairs(state) do state[k] = nil end return 1 end)\nredis.register_function('size', function() local n = 0 for _ in pairs(state) do n = n + 1 end return n end)\nredis.register_function('bin', function(keys, args) if args[1] then state.bin = args[1] end return state.bin end)"
FCALL step 0 a
FCALL step 0 b
FCALL step 0 c
FCALL look 0
FCALL drop 0
FCALL look 0
FCALL step 0 d
FCALL selfref 0
FCALL isself 0
FCALL bin 0 "\x00\xff'\\\n"
FCALL bin 0
FCALL size 0
FCALL wipe 0
FCALL size 0

FUNCTION LOAD "#!lua name=c1\nlocal hits = 0\nlocal function once(keys)\n  hits = hits + 1\n  redis.call('SET', keys[1], hits)\n  return hits\nend\nredis.register_function{function_name='once', callback=once}\nredis.register_function{function_name='ro', callback=function() hits = hits + 10 return hits end, flags={'no-writes'}}"
FUNCTION LOAD "#!lua name=c2\nlocal hits = 100\nredis.register_function('two', function() hits = hits + 1 return hits end)"
FCALL once 1 k
FCALL once 1 k
GET k
FCALL_RO ro 0
FCALL two 0
FCALL two 0
FCALL once 1 k
FLUSHALL
FCALL once 1 k
FUNCTION FLUSH
FCALL once 1 k
EVAL "return redis.call('FCALL', 'once', 0)" 0
EVAL "return redis.call('keyspace.state')" 0

FUNCTION LOAD "#!lua name=l1\nlocal t = tostring(5)\nredis.register_function('z1', function() return t end)"
FUNCTION LOAD "#!lua name=l2\nlocal m = math.floor(2.5)\nredis.register_function('z2', function() return m end)"
FUNCTION LOAD "#!lua name=l3\nlocal function help() return tostring(5) end\nlocal m = help()\nredis.register_function('z3', function() return m end)"
FUNCTION LOAD "#!lua name=l4\nlocal function help() return tostring(5) end\nredis.register_function('z4', function() return help() end)"
FCALL z4 0
FUNCTION LOAD "#!lua name=l5\nredis.register_function('z5', function() return KEYS[1] end)"
FCALL z5 1 a
FUNCTION LOAD "#!lua name=l6\nredis.register_function('z6', function(KEYS, ARGV) return {KEYS[1], ARGV[1]} end)"
FCALL z6 1 a b
FUNCTION LOAD "#!lua name=l7\nlocal conf = {type = 'x', string = 1}\nredis.register_function('z7', function() return {conf.type, conf.string, type(conf)} end)"
FCALL z7 0
FUNCTION LOAD "#!lua name=l8\nlocal s = 'string and tostring' -- math\nlocal type = 5\nredis.register_function('z8', function() return {s, type} end)"
FCALL z8 0
FUNCTION LOAD "#!lua name=l9\nx = 1\nredis.register_function('z9', function() return 1 end)"
FUNCTION LOAD "#!lua name=l10\nfor i = 1, 3 do redis.register_function('many' .. i, function() return i end) end"
FCALL many2 0
FUNCTION LOAD "#!lua name=l11\nredis.log(redis.LOG_NOTICE, 'hi')\nredis.register_function('z11', function() return redis.LOG_NOTICE end)"
FCALL z11 0
FUNCTION LOAD "#!lua name=l12\nlocal v = redis.REDIS_VERSION\nredis.register_function('z12', function() return v end)"
FCALL z12 0
FUNCTION LOAD "#!lua name=l13\n\nlocal t = zz\nredis.register_function('z13', function() return 1 end)"
FUNCTION LOAD "#!lua name=l13\n\nerror('boom')"
FUNCTION LOAD "#!lua name=l13\n\nlocal t = nil\nt.x = 1"
FUNCTION LOAD "#!lua name=l13\nredis.call('PING')"
FUNCTION LOAD "#!lua name=l13\nlocal x = redis.sha1hex('a')"
