-- Takes the name of an effect that has been done from ended sessions with these ids.
local name = ARGV[3]

for n = 4, #ARGV do
  local token = redis.call('GET', tag .. 'i:' .. ARGV[n])
  local record = token and redis.call('GET', tag .. 'e:' .. token)
  if record then
    local outstanding, before, after = outstandingOf(record)
    local from, to = string.find(outstanding, name, 1, true)
    if from then
      local left = string.sub(outstanding, 1, from - 1) .. string.sub(outstanding, to + 1)
      local settled = before .. string.format('%05d', #left) .. left .. after
      if left == '' then
        local kept = math.max(LINGERS, keptUntil(record) - now)
        redis.call('SET', tag .. 'e:' .. token, settled, 'PX', kept)
        redis.call('ZREM', tag .. 'o', token)
        redis.call('DEL', tag .. 'i:' .. ARGV[n])
      else
        redis.call('SET', tag .. 'e:' .. token, settled)
      end
    end
  end
end
return 1
