-- Ends sessions of this bucket: those with these ids or tokens, all of a subject but some, all, or what has expired; of the
-- last three no more than so many. Answers how many of a subject, or of all, it has looked at, and those that have ended.
local operation, reason, outstanding, channel = ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local atMost, which = tonumber(ARGV[7]), ARGV[8]

-- What is named is ended in one go; of the others there may be more than so many.
local mayBeMore = which == 'subject' or which == 'all'

-- Its answer was lost. It may have been a refusal, so the rest is looked at as if for the first time.
local repeated = isRepeated(operation)
if repeated and which == 'expired' then
  return { 0, remembered(operation) }
end

local tokens = {}
if which == 'ids' then
  local astray, some = {}, false
  for n, token in ipairs(values('i:', part(ARGV, 9, #ARGV))) do
    if token then
      tokens[#tokens + 1] = token
    else
      astray[ARGV[8 + n]], some = true, true
    end
  end
  -- What they led to has ended, unless they were evicted alone: then it is among the live sessions of this bucket. All of
  -- them are read, which is rare: whoever ends a session by its id has mostly just found it.
  local all = some and redis.call('ZRANGE', tag .. 'x', 0, -1) or {}
  for n, value in ipairs(values('t:', all)) do
    if not value or astray[idOf(value)] then
      tokens[#tokens + 1] = all[n]
    end
  end
elseif which == 'tokens' then
  tokens = part(ARGV, 9, #ARGV)
elseif which == 'subject' then
  tokens = redis.call('ZRANGE', tag .. 'u:' .. ARGV[9], 0, atMost - 1 + (#ARGV - 9))
elseif which == 'all' then
  tokens = redis.call('ZRANGE', tag .. 'x', 0, atMost - 1)
else
  tokens = redis.call('ZRANGEBYSCORE', tag .. 'x', '-inf', digits(now), 'LIMIT', 0, atMost)
end

-- By their own ids, and not by what an index says of those: it may have been evicted, or be on its way.
local kept, keptHere = {}, 0
for n = 10, which == 'subject' and #ARGV or 0 do
  kept[ARGV[n]] = true
end

local found, sessions, reasons, missing = {}, {}, {}, {}
for n, value in ipairs(values('t:', tokens)) do
  if value and kept[idOf(value)] then
    keptHere = keptHere + 1
  elseif value then
    found[#found + 1] = tokens[n]
    sessions[#found] = value
    reasons[#found] = which ~= 'expired' and reason or expires(value) >= dies(value) and 'lifetime' or 'idle_timeout'
  else
    missing[#missing + 1] = tokens[n]
  end
end
local answers = finish(found, sessions, reasons, operation, outstanding, channel)

for _, token in ipairs(missing) do
  if which == 'expired' then
    -- Long gone, and nobody has to hear of it.
    if tonumber(redis.call('ZSCORE', tag .. 'x', token)) < now - LONG_GONE and not isMoving() then
      redis.call('ZREM', tag .. 'x', token)
    end
  elseif which == 'subject' then
    -- Both indexes are here, and whole: what is not among the live sessions has ended, or was evicted and is long gone.
    if redis.call('ZSCORE', tag .. 'x', token) then
      requireEnded(token)
    end
    redis.call('ZREM', tag .. 'u:' .. ARGV[9], token)
  elseif which ~= 'tokens' then
    -- Links may name what has ended long ago.
    requireEnded(token)
  end
end
return { mayBeMore and #tokens - keptHere or 0, repeated and remembered(operation) or answers }
