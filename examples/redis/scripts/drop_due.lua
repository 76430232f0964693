-- Lets a listing wait no more, unless its time was set anew.
-- KEYS  1 waiting: a hash, field -> entry   2 due: a sorted set, field -> time in ms
-- ARGV  1 field   2 the time that it has unless it was set anew
-- Returns 1 dropped, 0 not there or set anew.

local time = redis.call('ZSCORE', KEYS[2], ARGV[1])
if not time or tonumber(time) ~= tonumber(ARGV[2]) then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
return redis.call('ZREM', KEYS[2], ARGV[1])
