-- Takes the name of an effect that has been done from ended sessions with these ids.
local name = ARGV[3]

for n = 4, #ARGV do
  local token = redis.call('GET', tag .. 'i:' .. ARGV[n])
  local ended = token and tag .. 'e:' .. token
  local outstanding = ended and redis.call('HGET', ended, 'o')
  if outstanding then
    local from, to = string.find(outstanding, name, 1, true)
    if from then
      local left = string.sub(outstanding, 1, from - 1) .. string.sub(outstanding, to + 1)
      redis.call('HSET', ended, 'o', left)
      if left == '' then
        local kept = math.max(LINGERS, tonumber(redis.call('HGET', ended, 'k')) - now)
        redis.call('ZREM', tag .. 'o', token)
        redis.call('PEXPIRE', ended, kept)
        redis.call('PEXPIRE', tag .. 'i:' .. ARGV[n], kept)
      end
    end
  end
end
return 1
