-- What an operation has ended.
return remembered(ARGV[3])
