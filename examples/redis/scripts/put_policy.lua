-- Puts a policy and raises its revision, unless it says the same already. A policy that was dropped
-- leaves its revision, so that the next of its name does not begin anew.
-- KEYS  1 the policy: a hash with json and revision, or with the fields of another program
-- ARGV  1 JSON; '' drops the policy
-- Returns 1 changed, 0 as it was.

local stored = redis.call('HGET', KEYS[1], 'json')
if stored == ARGV[1] then return 0 end
local revision = redis.call('HGET', KEYS[1], 'revision')
local fields = redis.call('HLEN', KEYS[1]) - (revision and 1 or 0)
if ARGV[1] == '' and fields == 0 then return 0 end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'revision', (tonumber(revision) or 0) + 1)
if ARGV[1] ~= '' then redis.call('HSET', KEYS[1], 'json', ARGV[1]) end
return 1
