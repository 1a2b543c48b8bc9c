import { RedisCommandError, RedisValue } from 'js-redis-server/core'
import { command, word } from './command.ts'
import { notAvailable } from './refuse.ts'

const disabled =
  "I'm sorry, Dave, I can't do that. Latency monitoring is disabled in this Redis instance. You may use \"CONFIG SET latency-monitor-threshold <milliseconds>.\" in order to enable it. If we weren't in a deep space mission I'd suggest to take a look at https://redis.io/topics/latency-monitor.\n"

/** Latency monitoring is off, as by default: there are no samples. */
export const latency = command('latency', ([subcommand, event]) => {
  switch (word(subcommand)) {
    case 'latest':
    case 'history':
      return RedisValue.array([])
    case 'reset':
      return RedisValue.integer(0)
    case 'doctor':
      return RedisValue.verbatim('txt', Buffer.from(disabled))
    case 'graph':
      throw new RedisCommandError(`No samples available for event '${String(event)}'`)
    default:
      throw notAvailable(`latency ${word(subcommand)}`)
  }
})
