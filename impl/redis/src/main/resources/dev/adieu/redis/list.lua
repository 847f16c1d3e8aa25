-- The values of live sessions of this bucket, by id.
local after, atMost, which = ARGV[3], tonumber(ARGV[4]), ARGV[5]

local tokens = {}
local kept = {}
if which == 'ids' then
  for _, token in ipairs(values('i:', part(ARGV, 6, #ARGV))) do
    tokens[#tokens + 1] = token or nil
  end
elseif which == 'tokens' then
  tokens = part(ARGV, 6, #ARGV)
elseif which == 'subject' then
  for n = 7, #ARGV do
    kept[ARGV[n]] = true
  end
  tokens = redis.call('ZRANGE', tag .. 'u:' .. ARGV[6], 0, -1)
else
  tokens = redis.call('ZRANGE', tag .. 'x', 0, -1)
end

local found, sessions, missing = {}, {}, false
for _, value in ipairs(values('t:', tokens)) do
  if value then
    local id = idOf(value)
    if expires(value) > now and id > after and not kept[id] then
      found[#found + 1] = id
      sessions[id] = value
    end
  else
    missing = true
  end
end
if missing then
  -- Rather no list than one that leaves out what is on the other node.
  requireWhole()
end
table.sort(found)
local page = {}
for n = 1, math.min(atMost, #found) do
  page[n] = sessions[found[n]]
end
return page
