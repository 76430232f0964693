-- Changes a listing that nobody else has changed meanwhile.
-- KEYS  1 listings of an item: a hash, field -> JSON
-- ARGV  1 field   2 the text that was read   3 the new text
-- Returns 1 changed, or changed so before; 0 read it again.

local stored = redis.call('HGET', KEYS[1], ARGV[1])
if stored ~= ARGV[2] and stored ~= ARGV[3] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
