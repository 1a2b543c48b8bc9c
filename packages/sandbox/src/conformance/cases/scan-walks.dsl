## scan-walks
# What is there from the first page to the last is given, whatever comes and goes meanwhile.
EVAL "for i = 1, 700 do redis.call('SET', 'k:' .. i, i) end return redis.call('DBSIZE')" 0
EVAL "local c, n, seen = '0', 0, {} repeat local r = redis.call('SCAN', c, 'COUNT', 7) c = r[1] for _, k in ipairs(r[2]) do if not seen[k] then seen[k] = true n = n + 1 end end until c == '0' return n" 0
EVAL "local c, seen, n = '0', {}, 0 repeat local r = redis.call('SCAN', c, 'MATCH', 'k:*5', 'COUNT', 20) c = r[1] for _, k in ipairs(r[2]) do if not seen[k] then seen[k] = true n = n + 1 end end until c == '0' return n" 0
EVAL "local c, seen, n, added = '0', {}, 0, 0 repeat local r = redis.call('SCAN', c, 'COUNT', 10) c = r[1] for _, k in ipairs(r[2]) do if k:sub(1, 2) == 'k:' and not seen[k] then seen[k] = true n = n + 1 end end added = added + 1 redis.call('SET', 'new:' .. added, 1) redis.call('DEL', 'new:' .. (added - 3)) until c == '0' return n" 0
EVAL "for _, k in ipairs(redis.call('KEYS', 'new:*')) do redis.call('DEL', k) end return redis.call('DBSIZE')" 0
EVAL "local c = '0' repeat local r = redis.call('SCAN', c, 'COUNT', 10) c = r[1] for _, k in ipairs(r[2]) do redis.call('DEL', k) end until c == '0' return redis.call('DBSIZE')" 0

EVAL "for i = 1, 600 do redis.call('HSET', 'h', 'f' .. i, i) redis.call('SADD', 's', 'm' .. i) redis.call('ZADD', 'z', i / 10, 'm' .. i) end return 1" 0
EVAL "local c, n, sum, seen = '0', 0, 0, {} repeat local r = redis.call('HSCAN', 'h', c, 'COUNT', 9) c = r[1] for i = 1, #r[2], 2 do local k, v = r[2][i], r[2][i + 1] if not seen[k] then seen[k] = true n = n + 1 sum = sum + v end end until c == '0' return {n, sum}" 0
EVAL "local c = '0' repeat local r = redis.call('HSCAN', 'h', c, 'COUNT', 9) c = r[1] for i = 1, #r[2], 2 do redis.call('HDEL', 'h', r[2][i]) end until c == '0' return redis.call('EXISTS', 'h')" 0
EVAL "local c = '0' repeat local r = redis.call('SSCAN', 's', c, 'COUNT', 3) c = r[1] for _, m in ipairs(r[2]) do redis.call('SREM', 's', m) end until c == '0' return redis.call('EXISTS', 's')" 0
EVAL "local c = '0' repeat local r = redis.call('ZSCAN', 'z', c, 'COUNT', 50) c = r[1] for i = 1, #r[2], 2 do redis.call('ZREM', 'z', r[2][i]) end until c == '0' return redis.call('EXISTS', 'z')" 0

EVAL "for i = 1, 50 do redis.call('SET', 'a' .. i, 1) redis.call('RPUSH', 'l' .. i, 1) end return 1" 0
EVAL "local c, n = '0', 0 repeat local r = redis.call('SCAN', c, 'TYPE', 'list') c = r[1] n = n + #r[2] until c == '0' return n" 0
EVAL "redis.call('PEXPIRE', 'a1', 1) return 1" 0
@wait 30
EVAL "local c, n = '0', 0 repeat local r = redis.call('SCAN', c, 'TYPE', 'string') c = r[1] n = n + #r[2] until c == '0' return n" 0
ZADD z 3.1 @@x70 0.1 b
ZSCAN z 0
ZADD y 3.1 a 1e-7 b
ZSCAN y 0
