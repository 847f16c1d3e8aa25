-- Ends sessions of this bucket: those with these ids or tokens, all of a subject but some, all, or what has expired. No
-- more than so many; answers them.
local operation, reason, outstanding, channel = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local atMost, which = tonumber(ARGV[6]), ARGV[7]

if isRepeated(operation) then
  return finished(operation, {}, channel)
end

local tokens = {}
local kept = {}
if which == 'ids' then
  for n = 8, #ARGV do
    tokens[#tokens + 1] = redis.call('GET', tag .. 'i:' .. ARGV[n]) or nil
  end
elseif which == 'tokens' then
  for n = 8, #ARGV do
    tokens[#tokens + 1] = ARGV[n]
  end
elseif which == 'subject' then
  for n = 9, #ARGV do
    local token = redis.call('GET', tag .. 'i:' .. ARGV[n])
    if token then
      kept[token] = true
    end
  end
  tokens = redis.call('ZRANGE', tag .. 'u:' .. ARGV[8], 0, atMost - 1 + (#ARGV - 8))
elseif which == 'all' then
  tokens = redis.call('ZRANGE', tag .. 'x', 0, atMost - 1)
else
  tokens = redis.call('ZRANGEBYSCORE', tag .. 'x', '-inf', digits(now), 'LIMIT', 0, atMost)
end

local ids = {}
for _, token in ipairs(tokens) do
  if #ids == atMost then
    break
  end
  if not kept[token] then
    local why = reason
    if which == 'expired' then
      local session = head(live(token))
      why = session.expires >= session.dies and 'lifetime' or 'idle_timeout'
    end
    ids[#ids + 1] = finish(token, why, operation, outstanding)
  end
end
return finished(operation, ids, channel)
