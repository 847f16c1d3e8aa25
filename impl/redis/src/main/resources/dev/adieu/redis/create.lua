-- Begins a session. Answers its value, or nothing when it is refused, and the sessions that made room for it.
local token, id, subject = ARGV[3], ARGV[4], ARGV[5]
local idle, lifetime, retention = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local content, limit, ends = ARGV[9], tonumber(ARGV[10]), ARGV[11] == '1'
local operation, outstanding, channel = ARGV[12], ARGV[13], ARGV[14]

-- One that made room, and then was refused.
local repeated = isRepeated(operation)
local known = live(token)
if known then
  return operationOf(known) == operation and { known, remembered(operation) } or { false, {} }
end
local kept = redis.call('GET', tag .. 'e:' .. token)
if kept and (keptUntil(kept) > now or outstandingOf(kept) ~= '') then
  return { false, {} }
end

local answers = {}
if limit > 0 then
  local oldest = {}
  for _, each in ipairs(redis.call('ZRANGE', tag .. 'u:' .. subject, 0, -1)) do
    if tonumber(redis.call('ZSCORE', tag .. 'x', each) or 0) > now then
      oldest[#oldest + 1] = each
    end
  end
  local excess = #oldest - (limit - 1)
  if excess > 0 and not ends then
    return { false, {} }
  end
  local found, sessions, reasons, missing = {}, {}, {}, {}
  for n, value in ipairs(values('t:', part(oldest, 1, excess))) do
    if value then
      found[#found + 1] = oldest[n]
      sessions[#found] = value
      reasons[#found] = 'limit'
    else
      missing[#missing + 1] = oldest[n]
    end
  end
  answers = finish(found, sessions, reasons, operation, outstanding, channel)
  for _, each in ipairs(missing) do
    requireEnded(each)
  end
end

local dies = now + lifetime
local expires = math.min(now + idle, dies)
local value = digits(now) .. digits(now) .. digits(expires) .. digits(idle) .. digits(dies) .. digits(retention)
  .. subject .. operation .. string.format('%03d', #id) .. id .. content
local net = digits(dies + SAFETY_NET)
-- First what a full server refuses: then nothing has happened. (An end begins by deleting, and works there, too.)
redis.call('SET', tag .. 't:' .. token, value, 'PXAT', net)
redis.call('DEL', tag .. 'e:' .. token)
redis.call('SET', tag .. 'i:' .. id, token, 'PXAT', net)
redis.call('ZADD', tag .. 'x', digits(expires), token)
redis.call('ZADD', tag .. 'u:' .. subject, redis.call('INCR', tag .. 'n'), token)
return { value, repeated and remembered(operation) or answers }
