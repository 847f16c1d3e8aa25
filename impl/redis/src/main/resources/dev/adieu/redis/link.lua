-- Notes a token under a provider's session or subject, which KEYS[1] names, until the session dies.
local dies = now + tonumber(ARGV[4])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', digits(now))
redis.call('ZADD', KEYS[1], digits(dies), ARGV[3])
redis.call('PEXPIREAT', KEYS[1], digits(math.max(dies,
  tonumber(redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')[2]))))
return 1
