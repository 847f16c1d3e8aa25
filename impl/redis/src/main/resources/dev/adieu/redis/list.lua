-- The values of live sessions of this bucket, by id.
local after, atMost, which = ARGV[3], tonumber(ARGV[4]), ARGV[5]

local tokens = {}
local kept = {}
if which == 'ids' then
  for n = 6, #ARGV do
    tokens[#tokens + 1] = redis.call('GET', tag .. 'i:' .. ARGV[n]) or nil
  end
elseif which == 'tokens' then
  for n = 6, #ARGV do
    tokens[#tokens + 1] = ARGV[n]
  end
elseif which == 'subject' then
  for n = 7, #ARGV do
    kept[ARGV[n]] = true
  end
  tokens = redis.call('ZRANGE', tag .. 'u:' .. ARGV[6], 0, -1)
else
  tokens = redis.call('ZRANGE', tag .. 'x', 0, -1)
end

local found = {}
local values = {}
for _, token in ipairs(tokens) do
  local value = live(token)
  if value then
    local id = idOf(value)
    if expires(value) > now and id > after and not kept[id] then
      found[#found + 1] = id
      values[id] = value
    end
  end
end
table.sort(found)
local page = {}
for n = 1, math.min(atMost, #found) do
  page[n] = values[found[n]]
end
return page
