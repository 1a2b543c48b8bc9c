-- KEYS[1]: the sender's account, KEYS[2]: the receiver's. ARGV[1]: the amount, a text.
local amount = tonumber(ARGV[1])

-- What is no whole number above 0 moves nothing.
if ___FILL_NO_AMOUNT___ then
  return 0
end

-- Does the sender have enough? Can the receiver's key hold money at all?
-- A script takes nothing back: look at everything before you write anything.
___FILL_LOOK___

___FILL_MOVE___
return 1
