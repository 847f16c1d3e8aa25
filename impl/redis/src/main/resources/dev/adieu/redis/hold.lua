-- Hides ended sessions with these ids, as if they had been taken now.
for n = 3, #ARGV do
  local token = redis.call('GET', tag .. 'i:' .. ARGV[n])
  local taken = token and redis.call('ZSCORE', tag .. 'o', token)
  if taken and tonumber(taken) < now then
    redis.call('ZADD', tag .. 'o', now, token)
  end
end
return 1
