-- Remembers a time until another, unless a later one is remembered already. KEYS[1] names it.
local until_, to = tonumber(ARGV[3]), ARGV[4]

local known = redis.call('GET', KEYS[1])
if known and tonumber(string.sub(known, 1, 13)) > now then
  until_ = math.max(until_, tonumber(string.sub(known, 1, 13)))
  to = string.sub(known, 36) > to and string.sub(known, 36) or to
end
if until_ > now then
  redis.call('SET', KEYS[1], digits(until_) .. string.rep('-', 22) .. to, 'PXAT', digits(until_))
end
return 1
