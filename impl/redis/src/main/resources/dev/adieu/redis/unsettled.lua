-- Hands out ended sessions with outstanding effects that nobody has taken for so long, each time for twice as long.
local delay, atMost = tonumber(ARGV[3]), tonumber(ARGV[4])

local answers = {}
for _, token in ipairs(redis.call('ZRANGEBYSCORE', tag .. 'o', '-inf', now - delay, 'LIMIT', 0, atMost)) do
  local attempts = 0
  if redis.call('EXISTS', tag .. 'e:' .. token) == 1 then
    attempts = redis.call('HINCRBY', tag .. 'e:' .. token, 'a', 1)
    answers[#answers + 1] = answer(token)
  end
  redis.call('ZADD', tag .. 'o', now + delay * (2 ^ math.min(math.max(attempts - 1, 0), 8) - 1), token)
end
return answers
