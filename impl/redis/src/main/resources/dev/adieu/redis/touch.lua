-- Notes that a session is seen. Answers whether it is live.
local token = redis.call('GET', tag .. 'i:' .. ARGV[3])
local value = token and live(token)
if not value then
  if token then
    requireEnded(token)
  end
  return 0
end
if expires(value) <= now then
  return 0
end
local seen = tonumber(string.sub(value, 14, 26))
if now > seen and now - seen >= tonumber(ARGV[4]) then
  local until_ = math.min(now + idle(value), dies(value))
  redis.call('SETRANGE', tag .. 't:' .. token, 13, digits(now) .. digits(until_))
  redis.call('ZADD', tag .. 'x', digits(until_), token)
end
return 1
