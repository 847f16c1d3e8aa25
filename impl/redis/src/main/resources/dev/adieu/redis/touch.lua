-- Notes that a session is seen. Answers whether it is live.
local token = redis.call('GET', tag .. 'i:' .. ARGV[3])
local value = token and live(token)
if not value then
  if token then
    requireEnded(token, {}, '')
  end
  return 0
end
local session = head(value)
if session.expires <= now then
  return 0
end
local seen = tonumber(string.sub(value, 14, 26))
if now > seen and now - seen >= tonumber(ARGV[4]) then
  local expires = math.min(now + session.idle, session.dies)
  redis.call('SETRANGE', tag .. 't:' .. token, 13, digits(now) .. digits(expires))
  redis.call('ZADD', tag .. 'x', digits(expires), token)
end
return 1
