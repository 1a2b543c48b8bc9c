import { RedisValue } from 'js-redis-server/core'
import { command, word } from './command.ts'
import { integerOf } from './integer.ts'
import { notAvailable } from './refuse.ts'

/** Without the art of versions 5 and 6. */
export const lolwut = command('lolwut', ([option, version]) => {
  const wanted = word(option) === 'version' && version !== undefined ? integerOf(version) : 7n
  if (wanted === 5n || wanted === 6n) throw notAvailable(`lolwut version ${wanted}`)
  return RedisValue.verbatim('txt', Buffer.from('Redis ver. 7.0.15\n'))
})
