-- Remembers a fact until a time, unless it is remembered already: then answers what is. KEYS[1] names it.
local until_, operation, value = tonumber(ARGV[3]), ARGV[4], ARGV[5]

local known = redis.call('GET', KEYS[1])
if known and tonumber(string.sub(known, 1, 13)) > now and string.sub(known, 14, 35) ~= operation then
  return string.sub(known, 36)
end
if until_ > now then
  redis.call('SET', KEYS[1], digits(until_) .. operation .. value, 'PXAT', digits(until_))
end
return false
