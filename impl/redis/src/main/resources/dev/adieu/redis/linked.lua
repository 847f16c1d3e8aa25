-- The tokens under a provider's session or subject.
return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. digits(now), '+inf')
