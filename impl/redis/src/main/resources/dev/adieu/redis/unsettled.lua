-- Hands out ended sessions with outstanding effects that nobody has taken for so long, each time for twice as long.
local delay, atMost = tonumber(ARGV[3]), tonumber(ARGV[4])

-- Put off: what has no record here may have it elsewhere.
if isMoving() then
  return {}
end

local answers = {}
for _, token in ipairs(redis.call('ZRANGEBYSCORE', tag .. 'o', '-inf', now - delay, 'LIMIT', 0, atMost)) do
  local record = redis.call('GET', tag .. 'e:' .. token)
  if record then
    local tried = math.min(attempts(record) + 1, 999999)
    redis.call('SETRANGE', tag .. 'e:' .. token, 26, string.format('%06d', tried))
    redis.call('ZADD', tag .. 'o', now + delay * (2 ^ math.min(tried - 1, 8) - 1), token)
    answers[#answers + 1] = string.sub(record, 1, 26) .. string.format('%06d', tried) .. string.sub(record, 33)
  else
    redis.call('ZREM', tag .. 'o', token)
  end
end
return answers
