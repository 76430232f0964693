-- Keeps one decision, unless the store has a newer one: the record with its version, the price, and
-- when the listing is to be decided again. All keys have one hash tag, so they are in one slot.
-- KEYS  1 prices: a hash, SKU -> JSON             2 versions: a hash, field -> record
--       3 waiting: a hash, field -> entry         4 due: a sorted set, field -> time in ms
-- ARGV  1 field   2 record   3 version that was decided on, or ''   4 price, or '' to leave it
--       5 life of the prices in ms   6 life of the versions in ms   7 entry that was seen, or ''
--       8 new entry, or ''   9 its time in ms   10 another field that is due at once, or ''
--       11 its entry   12 now in ms
-- A record begins with its version: MARKET_MS REVISION ROUND NOTIFICATION.
-- Returns 0 stale, 1 written, 2 duplicate, 3 changed.

-- Byte by byte: what < says of two texts goes by the locale of the server.
local function before(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then return x < y end
  end
  return #a < #b
end

local function order(x, y) return x < y and -1 or (x > y and 1 or 0) end

-- -1, 0 or 1: the first is older than, equal to, newer than the second.
local function compare(a, b)
  local time_a, revision_a, round_a, id_a = string.match(a, '^(%S+) (%S+) (%S+) (%S*)')
  local time_b, revision_b, round_b, id_b = string.match(b, '^(%S+) (%S+) (%S+) (%S*)')
  if not time_b then return 1 end
  local by = order(tonumber(time_a), tonumber(time_b))
  if by == 0 then by = order(tonumber(revision_a), tonumber(revision_b)) end
  if by == 0 and id_a ~= id_b then by = before(id_a, id_b) and -1 or 1 end
  if by == 0 then by = order(tonumber(round_a), tonumber(round_b)) end
  return by
end

local stored = redis.call('HGET', KEYS[2], ARGV[1])
if stored then
  local by = compare(ARGV[2], stored)
  if by < 0 then return 0 end
  if by == 0 then
    -- Written again, so that a WAIT behind it says something about this record.
    redis.call('HSET', KEYS[2], ARGV[1], stored)
    redis.call('PEXPIRE', KEYS[2], ARGV[6])
    return 2
  end
  if string.match(stored, '^%S+ %S+ %S+ %S*') ~= ARGV[3] then return 3 end
elseif ARGV[3] ~= '' then
  return 3
end
-- An edit that came since the listing was read has left an entry of its own.
if (redis.call('HGET', KEYS[3], ARGV[1]) or '') ~= ARGV[7] then return 3 end

redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[6])
if ARGV[4] ~= '' then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[4])
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
end
if ARGV[8] ~= '' then
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[8])
  redis.call('ZADD', KEYS[4], ARGV[9], ARGV[1])
elseif ARGV[7] ~= '' then
  redis.call('HDEL', KEYS[3], ARGV[1])
  redis.call('ZREM', KEYS[4], ARGV[1])
end
if ARGV[10] ~= '' then
  redis.call('HSET', KEYS[3], ARGV[10], ARGV[11])
  redis.call('ZADD', KEYS[4], ARGV[12], ARGV[10])
end
return 1
