-- Takes listings whose time has come, and puts the time of each forward by a lease, so that two
-- workers do not take the same one and a crash loses none. Their entries stay as they are.
-- KEYS  1 waiting: a hash, field -> entry   2 due: a sorted set, field -> time in ms
-- ARGV  1 now in ms   2 end of the lease in ms   3 at most so many
-- Returns field, entry, field, entry, ...

local taken = {}
local due = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
for _, field in ipairs(due) do
  local entry = redis.call('HGET', KEYS[1], field)
  if entry then
    redis.call('ZADD', KEYS[2], ARGV[2], field)
    table.insert(taken, field)
    table.insert(taken, entry)
  else
    redis.call('ZREM', KEYS[2], field)
  end
end
return taken
