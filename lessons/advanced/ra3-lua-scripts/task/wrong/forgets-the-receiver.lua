-- fails: moves-money, holds-under-load
local amount = tonumber(ARGV[1])
if amount == nil or amount < 1 or amount % 1 ~= 0 then
  return 0
end

local balance = tonumber(redis.call('GET', KEYS[1]) or 0)
if balance < amount then
  return 0
end

-- A script has no rollback: whatever could fail is looked at before anything is written.
local kind = redis.call('TYPE', KEYS[2]).ok
if kind ~= 'string' and kind ~= 'none' then
  return 0
end

redis.call('DECRBY', KEYS[1], amount)
return 1
