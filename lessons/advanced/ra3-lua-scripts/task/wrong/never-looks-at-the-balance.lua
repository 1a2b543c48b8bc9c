-- fails: refuses-too-much, compares-numbers, holds-under-load
local amount = tonumber(ARGV[1])
if amount == nil or amount < 1 or amount % 1 ~= 0 then
  return 0
end

-- A script has no rollback: whatever could fail is looked at before anything is written.
local kind = redis.call('TYPE', KEYS[2]).ok
if kind ~= 'string' and kind ~= 'none' then
  return 0
end

redis.call('DECRBY', KEYS[1], amount)
redis.call('INCRBY', KEYS[2], amount)
return 1
