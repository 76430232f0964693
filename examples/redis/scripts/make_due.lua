-- Makes a listing due at once.
-- KEYS  1 waiting: a hash, field -> entry   2 due: a sorted set, field -> time in ms
-- ARGV  1 field   2 entry   3 now in ms   4 'new' where one that waits already is left alone, or ''
-- Returns 1 due, 0 left alone.

if ARGV[4] == 'new' and redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
return 1
