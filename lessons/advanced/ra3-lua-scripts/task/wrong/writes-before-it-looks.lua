-- fails: writes-all-or-nothing
local amount = tonumber(ARGV[1])
if amount == nil or amount < 1 or amount % 1 ~= 0 then
  return 0
end

local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
if balance < amount then
  return 0
end

redis.call('DECRBY', KEYS[1], amount)
redis.call('INCRBY', KEYS[2], amount)
return 1
