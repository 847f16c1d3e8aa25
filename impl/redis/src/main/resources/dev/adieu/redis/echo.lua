-- Tells a near cache, after every end before this, what it has asked, and the time.
redis.call('PUBLISH', ARGV[3], ARGV[4] .. ':' .. digits(now))
return 1
