-- Hands out ended sessions with outstanding effects that nobody has taken for so long, each time for twice as long.
local delay, atMost = tonumber(ARGV[3]), tonumber(ARGV[4])

local answers = {}
for _, token in ipairs(redis.call('ZRANGEBYSCORE', tag .. 'o', '-inf', now - delay, 'LIMIT', 0, atMost)) do
  if redis.call('EXISTS', tag .. 'e:' .. token) == 1 then
    local attempts = redis.call('HINCRBY', tag .. 'e:' .. token, 'a', 1)
    redis.call('ZADD', tag .. 'o', now + delay * (2 ^ math.min(attempts - 1, 8) - 1), token)
    answers[#answers + 1] = answer(token)
  else
    redis.call('ZREM', tag .. 'o', token)
  end
end
return answers
