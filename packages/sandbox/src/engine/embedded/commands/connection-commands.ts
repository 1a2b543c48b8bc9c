import { RedisCommandError, RedisValue } from 'js-redis-server/core'
import { command } from './command.ts'
import { integerOf } from './integer.ts'

export const echo = command('echo', ([message]) => RedisValue.bulkString(message ?? null))

/** Alone, as every sandbox is: no replica ever acknowledges, so there is nothing to wait for. */
export const wait = command('wait', ([replicas, timeout]) => {
  integerOf(replicas)
  const ms = integerOf(timeout, new RedisCommandError('timeout is not an integer or out of range'))
  if (ms < 0) throw new RedisCommandError('timeout is negative')
  return RedisValue.integer(0)
})

export const role = command('role', () =>
  RedisValue.array([
    RedisValue.bulkString(Buffer.from('master')),
    RedisValue.integer(0),
    RedisValue.array([]),
  ]),
)
