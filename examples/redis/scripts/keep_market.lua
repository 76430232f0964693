-- Keeps the last market of an item, unless a newer one is kept. Values are bytes.
-- KEYS  1 markets of the item: a hash, field -> image, field|stamp -> "MS NOTIFICATION"
-- ARGV  1 field   2 time in ms   3 notification   4 image   5 life in ms
-- Returns 0 stale, 1 kept.

local function before(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then return x < y end
  end
  return #a < #b
end

local stamp = ARGV[1] .. '|stamp'
local stored = redis.call('HGET', KEYS[1], stamp)
if stored then
  local time, id = string.match(stored, '^(%S+) (%S*)')
  local old, new = tonumber(time), tonumber(ARGV[2])
  if old and (new < old or (new == old and before(ARGV[3], id))) then return 0 end
end
redis.call('HSET', KEYS[1], stamp, ARGV[2] .. ' ' .. ARGV[3], ARGV[1], ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1
