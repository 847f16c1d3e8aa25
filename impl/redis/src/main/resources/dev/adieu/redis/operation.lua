-- What an operation has ended.
return finished(ARGV[3], {}, '')
