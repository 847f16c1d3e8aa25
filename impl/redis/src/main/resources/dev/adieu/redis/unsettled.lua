-- Hands out ended sessions with outstanding effects that nobody has taken for so long.
local age, atMost = tonumber(ARGV[3]), tonumber(ARGV[4])

local answers = {}
for _, token in ipairs(redis.call('ZRANGEBYSCORE', tag .. 'o', '-inf', now - age, 'LIMIT', 0, atMost)) do
  redis.call('ZADD', tag .. 'o', now, token)
  if redis.call('EXISTS', tag .. 'e:' .. token) == 1 then
    redis.call('HINCRBY', tag .. 'e:' .. token, 'a', 1)
    answers[#answers + 1] = answer(token)
  end
end
return answers
