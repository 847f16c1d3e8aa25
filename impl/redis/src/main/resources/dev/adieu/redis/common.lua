-- What all scripts share. ARGV[1] is the time, empty for this server's; ARGV[2] is what the names of a bucket's keys begin
-- with; it has the bucket in braces, so that all of them are in one slot of a cluster. KEYS are those of them that are
-- known beforehand: while a slot moves to another node, Redis goes by them.
--
--   t:<token>      a live session: its head of fixed width, then its content as Adieu writes it
--   e:<token>      an ended one, while it is kept: how it ended, then what it was
--   i:<id>         the token of a session that is live, or has outstanding effects
--   u:<subject>    the tokens of a subject's live sessions, in the order in which they began
--   x              the tokens of all live sessions, by their expiry
--   o              the tokens of ended sessions with outstanding effects, by the time somebody last took them, or a later one
--   p:<operation>  what an operation has ended, so that whoever repeats it gets the same answer: the effects that were
--                  outstanding, then the ended sessions, or, since effects get done, the tokens of those that have some
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
-- Lua hands a few thousand arguments to a command at most. Even, for those that come in pairs.
local AT_ONCE = 1000

-- How long what is not kept is kept.
local NOT_AT_ALL = '0000000000000'

-- Until the year 2286: what is later fits no head.
local function digits(millis)
  return string.format('%013.0f', math.min(millis, 9999999999999))
end

local function number(value, at)
  return tonumber(string.sub(value, at, at + 12))
end

-- The head: when it began, was seen and expires; how long it may be idle; when it dies; how long it is kept; who; what
-- began it; its id.
local function expires(value)
  return number(value, 27)
end

local function idle(value)
  return number(value, 40)
end

local function dies(value)
  return number(value, 53)
end

-- As it is written.
local function retention(value)
  return string.sub(value, 66, 78)
end

local function subjectOf(value)
  return string.sub(value, 79, 121)
end

local function operationOf(value)
  return string.sub(value, 122, 143)
end

local function idOf(value)
  return string.sub(value, 147, 146 + tonumber(string.sub(value, 144, 146)))
end

-- Writes sessions that end now with these outstanding effects. How it ended: when, and until when it is kept; how often its
-- effects were tried; why, and what is outstanding, each after its length; then what it was. What many have in common is
-- written once.
local function ending(outstanding)
  local at = digits(now)
  local untils, rests = {}, {}
  return function(value, reason)
    local kept = retention(value)
    untils[kept] = untils[kept] or digits(now + tonumber(kept))
    rests[reason] = rests[reason] or string.format('000000%03d%s%05d%s', #reason, reason, #outstanding, outstanding)
    return at .. untils[kept] .. rests[reason] .. value
  end
end

local function keptUntil(ended)
  return number(ended, 14)
end

local function attempts(ended)
  return tonumber(string.sub(ended, 27, 32))
end

-- What is outstanding, and what is before and after it and its length.
local function outstandingOf(ended)
  local length = 36 + tonumber(string.sub(ended, 33, 35))
  local after = length + 5 + tonumber(string.sub(ended, length, length + 4))
  return string.sub(ended, length + 5, after - 1), string.sub(ended, 1, length - 1), string.sub(ended, after)
end

local function live(token)
  return redis.call('GET', tag .. 't:' .. token)
end

-- A part of a list.
local function part(all, from, to)
  local some = {}
  for n = from, to do
    some[#some + 1] = all[n]
  end
  return some
end

-- The same command for many arguments, of one key or each of which is one.
local function each(command, key, all)
  for from = 1, #all, AT_ONCE do
    local to = math.min(#all, from + AT_ONCE - 1)
    if key then
      redis.call(command, key, unpack(all, from, to))
    else
      redis.call(command, unpack(all, from, to))
    end
  end
end

-- What is under the keys of this kind with these names; false where there is none.
local function values(kind, names)
  local found = {}
  for from = 1, #names, AT_ONCE do
    local keys = {}
    for n = from, math.min(#names, from + AT_ONCE - 1) do
      keys[#keys + 1] = tag .. kind .. names[n]
    end
    for n, value in ipairs(redis.call('MGET', unpack(keys))) do
      found[from + n - 1] = value
    end
  end
  return found
end

-- Whether an operation has ended something already: whoever sent it has not heard the answer.
local function isRepeated(operation)
  return redis.call('EXISTS', tag .. 'p:' .. operation) == 1
end

-- Whether the slot of this bucket is on its way to another node: then Redis refuses a command of several keys of which one
-- is not here, and one of these never is. A command of one key, on the node that the slot goes to, just finds nothing.
local function isMoving()
  return type(redis.pcall('EXISTS', tag .. 'x', tag .. 'never')) == 'table'
end

-- What is not here may be on the other node.
local function requireWhole()
  if isMoving() then
    error('TRYAGAIN The slot of these sessions is moving to another node')
  end
end

-- Ends live or expired sessions, each with its value and reason; tells every node, remembers what the operation has ended,
-- so that it can be repeated, and answers it.
local function finish(tokens, sessions, reasons, operation, outstanding, channel)
  if #tokens == 0 then
    return {}
  end
  local ended = ending(outstanding)
  local gone, told, answers, subjects = {}, {}, {}, {}
  for n, token in ipairs(tokens) do
    local id, subject = idOf(sessions[n]), subjectOf(sessions[n])
    gone[#gone + 1] = tag .. 't:' .. token
    if outstanding == '' then
      gone[#gone + 1] = tag .. 'i:' .. id
    end
    local theirs = subjects[subject] or {}
    theirs[#theirs + 1] = token
    subjects[subject] = theirs
    told[n] = id .. ':' .. reasons[n]
    answers[n] = ended(sessions[n], reasons[n])
  end
  -- Now, and not when some have been deleted: nor may anything begin anew here that is still to come.
  requireWhole()
  -- First, since a full server lets a script write what it refuses otherwise once something is deleted.
  each('DEL', nil, gone)
  each('ZREM', tag .. 'x', tokens)
  for subject, theirs in pairs(subjects) do
    each('ZREM', tag .. 'u:' .. subject, theirs)
  end
  local remembered = tag .. 'p:' .. operation
  if not isRepeated(operation) then
    redis.call('RPUSH', remembered, outstanding)
  end
  each('RPUSH', remembered, outstanding == '' and answers or tokens)
  redis.call('PEXPIRE', remembered, LINGERS)
  for n, token in ipairs(tokens) do
    if outstanding ~= '' then
      redis.call('SET', tag .. 'e:' .. token, answers[n])
      redis.call('SET', tag .. 'i:' .. idOf(sessions[n]), token)
      redis.call('ZADD', tag .. 'o', now, token)
    elseif retention(sessions[n]) ~= NOT_AT_ALL then
      redis.call('SET', tag .. 'e:' .. token, answers[n], 'PX', tonumber(retention(sessions[n])))
    end
  end
  redis.call('PUBLISH', channel, table.concat(told, ' '))
  return answers
end

-- What an operation has ended, for whoever repeats it.
local function remembered(operation)
  local entries = redis.call('LRANGE', tag .. 'p:' .. operation, 0, -1)
  local outstanding = table.remove(entries, 1)
  if not outstanding or outstanding == '' then
    return entries
  end
  local answers = {}
  for _, record in ipairs(values('e:', entries)) do
    answers[#answers + 1] = record or nil
  end
  return answers
end

-- An index names a session that is not there: it has ended, or its slot is just moving to another node, or Redis has
-- evicted it. Only the first is no reason to refuse: whoever is told that it has ended would rely on it. What the same
-- script has ended stays ended, is told and remembered.
local function requireEnded(token)
  if redis.call('EXISTS', tag .. 'e:' .. token) == 0 then
    error('TRYAGAIN A session is in an index and not there: its slot is moving, or it was evicted')
  end
  redis.call('ZREM', tag .. 'x', token)
end
