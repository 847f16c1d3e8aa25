-- Ends sessions of this bucket: those with these ids or tokens, all of a subject but some, all, or what has expired; of the
-- last three no more than so many. Answers how many of a subject, or of all, it has looked at, and those that have ended.
local operation, reason, outstanding, channel = ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local atMost, which = tonumber(ARGV[7]), ARGV[8]

-- What is named is ended in one go; of the others there may be more than so many.
local mayBeMore = which == 'subject' or which == 'all'

if isRepeated(operation) then
  local answers = finished(operation, {}, channel)
  return { mayBeMore and #answers or 0, answers }
end

local tokens = {}
local kept = {}
if which == 'ids' then
  for n = 9, #ARGV do
    tokens[#tokens + 1] = redis.call('GET', tag .. 'i:' .. ARGV[n]) or nil
  end
elseif which == 'tokens' then
  for n = 9, #ARGV do
    tokens[#tokens + 1] = ARGV[n]
  end
elseif which == 'subject' then
  for n = 10, #ARGV do
    local token = redis.call('GET', tag .. 'i:' .. ARGV[n])
    if token then
      kept[token] = true
    end
  end
  tokens = redis.call('ZRANGE', tag .. 'u:' .. ARGV[9], 0, atMost - 1 + (#ARGV - 9))
elseif which == 'all' then
  tokens = redis.call('ZRANGE', tag .. 'x', 0, atMost - 1)
else
  tokens = redis.call('ZRANGEBYSCORE', tag .. 'x', '-inf', digits(now), 'LIMIT', 0, atMost)
end

local told = {}
local lookedAt = 0
for _, token in ipairs(tokens) do
  local value = not kept[token] and live(token)
  lookedAt = lookedAt + (kept[token] and 0 or 1)
  if value then
    local session = head(value)
    local expiry = session.expires >= session.dies and 'lifetime' or 'idle_timeout'
    told[#told + 1] = finish(token, value, which == 'expired' and expiry or reason, operation, outstanding)
  elseif which == 'expired' then
    -- Long gone, and nobody has to hear of it.
    if tonumber(redis.call('ZSCORE', tag .. 'x', token)) < now - LONG_GONE then
      redis.call('ZREM', tag .. 'x', token)
    end
  elseif not kept[token] and which ~= 'tokens' then
    -- Links may name what has ended long ago.
    requireEnded(token, told, channel)
    if which == 'subject' then
      redis.call('ZREM', tag .. 'u:' .. ARGV[9], token)
    end
  end
end
return { mayBeMore and lookedAt or 0, finished(operation, told, channel) }
