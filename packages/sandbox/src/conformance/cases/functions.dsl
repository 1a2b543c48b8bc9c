## functions
FUNCTION LOAD "#!lua name=lib\nredis.register_function('hello', function(keys, args) return 'hi ' .. (args[1] or 'you') end)"
FCALL hello 0
FCALL hello 0 bob
FCALL HELLO 0
FCALL nosuch 0
FCALL hello
FCALL hello abc
FCALL hello -1
FCALL hello 2 k
FUNCTION LIST
FUNCTION LIST WITHCODE
FUNCTION LIST LIBRARYNAME l*
FUNCTION LIST LIBRARYNAME x*
FUNCTION LIST FOO
FUNCTION LOAD "#!lua name=lib\nredis.register_function('other', function() return 1 end)"
FUNCTION LOAD REPLACE "#!lua name=lib\nredis.register_function('other', function() return 1 end)"
FCALL hello 0
FCALL other 0
FUNCTION DELETE lib
FUNCTION DELETE lib
FCALL other 0

FUNCTION LOAD "#!lua name=ro\nredis.register_function{function_name='get', callback=function(keys) return redis.call('GET', keys[1]) end, flags={'no-writes'}}\nredis.register_function('set', function(keys, args) return redis.call('SET', keys[1], args[1]) end)"
FCALL set 1 k v
FCALL get 1 k
FCALL_RO get 1 k
FCALL_RO set 1 k w
GET k
FUNCTION STATS
FUNCTION FLUSH
FUNCTION LIST
FUNCTION STATS

FUNCTION LOAD "return 1"
FUNCTION LOAD "#!lua\nreturn 1"
FUNCTION LOAD "#!lua name=bad-name!\nreturn 1"
FUNCTION LOAD "#!lua name=empty\nreturn 1"
FUNCTION LOAD "#!js name=x\nreturn 1"
FUNCTION LOAD "#!lua name=x foo=bar\nreturn 1"
FUNCTION LOAD "#!lua name=x\nsyntax error here"
FUNCTION LOAD "#!lua name=x\nredis.call('SET','k','v')"
FUNCTION LOAD "#!lua name=x\nredis.register_function('f')"
FUNCTION LOAD "#!lua name=x\nredis.register_function('bad name', function() end)"
FUNCTION LOAD "#!lua name=x\nredis.register_function('f', 5)"
FUNCTION LOAD "#!lua name=x\nredis.register_function{function_name='f', callback=function() end, flags={'nosuch'}}"
FUNCTION LOAD "#!lua name=x\nredis.register_function('f', function() end)\nredis.register_function('f', function() end)"
FUNCTION LOAD
FUNCTION LOAD REPLACE
FUNCTION FOO
FUNCTION FLUSH NOW
FUNCTION FLUSH SYNC
FUNCTION HELP

FUNCTION LOAD "#!lua name=a\nredis.register_function('f', function() return 1 end)"
FUNCTION LOAD "#!lua name=b\nredis.register_function('f', function() return 2 end)"
FCALL f 0

FUNCTION LOAD "#!lua name=e\nredis.register_function('boom', function() error('boom') end)\nredis.register_function('wrong', function(keys) return redis.call('INCR', keys[1]) end)\nredis.register_function('glob', function() x = 1 end)"
FCALL boom 0
SET s abc
FCALL wrong 1 s
FCALL glob 0

%bin
FUNCTION LOAD "#!lua name=d\nredis.register_function('f', function() return 1 end)"
FUNCTION DUMP
FUNCTION RESTORE notadump
