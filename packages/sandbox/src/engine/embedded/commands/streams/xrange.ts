import { RedisSyntaxError, RedisValue } from 'js-redis-server/core'
import { command, word, type Arguments } from '../command.ts'
import { integerOf } from '../integer.ts'
import { entryValue, streamAt } from './stream-at.ts'
import { firstAtOrAfter } from './groups.ts'
import { idAfter, readBound } from './stream-id.ts'

/** Source: xrangeGenericCommand of Redis 7.0. */
export const xrangeCommands = ['xrange', 'xrevrange'].map((name) =>
  command(name, ([key = Buffer.alloc(0), one, other, ...words], { db }) => {
    const isReverse = name === 'xrevrange'
    const start = readBound(isReverse ? other : one, 'start')
    const end = readBound(isReverse ? one : other, 'end')
    const count = readCount(words)
    const stream = streamAt({ db, key })
    if (!stream) return RedisValue.array([])
    if (count === 0n) return RedisValue.nullArray()
    const after = idAfter(end)
    const found = stream.entries.slice(
      firstAtOrAfter(stream.entries, start),
      after && firstAtOrAfter(stream.entries, after),
    )
    if (isReverse) found.reverse()
    const shown = count === undefined ? found : found.slice(0, Number(count))
    return RedisValue.array(shown.map(entryValue))
  }),
)

/** A negative count asks for nothing. */
function readCount(words: Arguments): bigint | undefined {
  let count: bigint | undefined
  for (let at = 0; at < words.length; at++) {
    if (word(words[at]) !== 'count' || at + 1 >= words.length) throw new RedisSyntaxError()
    const given = integerOf(words[++at])
    count = given < 0n ? 0n : given
  }
  return count
}
