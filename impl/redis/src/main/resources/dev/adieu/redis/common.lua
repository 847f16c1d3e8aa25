-- What all scripts share. ARGV[1] is the time, empty for this server's; ARGV[2] is what the names of a bucket's keys begin
-- with; it has the bucket in braces, so that all of them are in one slot of a cluster. KEYS are those of them that are
-- known beforehand: while a slot moves to another node, Redis goes by them.
--
--   t:<token>      a live session: its head of fixed width, then its content as Adieu writes it
--   e:<token>      an ended one, while it is kept
--   i:<id>         the token of a session
--   u:<subject>    the tokens of a subject's live sessions, in the order in which they began
--   x              the tokens of all live sessions, by their expiry
--   o              the tokens of ended sessions with outstanding effects, by the time somebody last took them, or a later one
--   p:<operation>  the tokens that an operation has ended: whoever repeats it gets the same answer
--   n              how many sessions have begun
local tag = ARGV[2]

local function now()
  if ARGV[1] ~= '' then
    return tonumber(ARGV[1])
  end
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local now = now()

-- Long enough to ask again for an answer that was lost.
local LINGERS = 600000
-- What an index names and nobody has, for so long, was evicted.
local LONG_GONE = 3600000
-- Only if nobody sweeps: a session is gone so long after its lifetime.
local SAFETY_NET = 7 * 24 * 3600 * 1000

-- Until the year 2286: what is later fits no head.
local function digits(millis)
  return string.format('%013.0f', math.min(millis, 9999999999999))
end

-- The head: when it began, was seen and expires; how long it may be idle; when it dies; how long it is kept; who.
local function head(value)
  local function number(at)
    return tonumber(string.sub(value, at, at + 12))
  end
  local length = tonumber(string.sub(value, 144, 146))
  return {
    expires = number(27), idle = number(40), dies = number(53), retention = number(66),
    subject = string.sub(value, 79, 121), operation = string.sub(value, 122, 143),
    id = string.sub(value, 147, 146 + length)
  }
end

local function live(token)
  return redis.call('GET', tag .. 't:' .. token)
end

local function answer(token)
  local ended = redis.call('HMGET', tag .. 'e:' .. token, 'v', 'e', 'r', 'o', 'a')
  return ended[1] and ended or nil
end

-- Ends a live or expired session. The records of one operation are remembered, so that it can be repeated.
-- Answers what every node is told of it.
local function finish(token, value, reason, operation, outstanding)
  local session = head(value)
  local ended = tag .. 'e:' .. token
  redis.call('DEL', tag .. 't:' .. token)
  redis.call('ZREM', tag .. 'x', token)
  redis.call('ZREM', tag .. 'u:' .. session.subject, token)
  redis.call('HSET', ended, 'v', value, 'e', digits(now), 'r', reason, 'o', outstanding, 'a', 0,
    'k', digits(now + session.retention))
  if outstanding == '' then
    local kept = math.max(LINGERS, session.retention)
    redis.call('PEXPIRE', ended, kept)
    redis.call('PEXPIRE', tag .. 'i:' .. session.id, kept)
  else
    redis.call('PERSIST', tag .. 'i:' .. session.id)
    redis.call('ZADD', tag .. 'o', now, token)
  end
  redis.call('RPUSH', tag .. 'p:' .. operation, token)
  redis.call('PEXPIRE', tag .. 'p:' .. operation, LINGERS)
  return session.id .. ':' .. reason
end

-- Tells every node.
local function tell(told, channel)
  if #told > 0 then
    redis.call('PUBLISH', channel, table.concat(told, ' '))
  end
end

-- Closes an operation: tells every node, and answers what it has ended.
local function finished(operation, told, channel)
  local key = tag .. 'p:' .. operation
  tell(told, channel)
  local answers = {}
  for _, token in ipairs(redis.call('LRANGE', key, 0, -1)) do
    answers[#answers + 1] = answer(token)
  end
  return answers
end

-- An index names a session that is not there: it has ended, or its slot is just moving to another node, or Redis has
-- evicted it. Only the first is no reason to refuse: whoever is told that it has ended would rely on it. What has ended
-- before it in the same script stays ended, and every node is told.
local function requireEnded(token, told, channel)
  if redis.call('EXISTS', tag .. 'e:' .. token) == 0 then
    tell(told, channel)
    error('TRYAGAIN A session is in an index and not there: its slot is moving, or it was evicted')
  end
  redis.call('ZREM', tag .. 'x', token)
end

local function isRepeated(operation)
  return redis.call('EXISTS', tag .. 'p:' .. operation) == 1
end

