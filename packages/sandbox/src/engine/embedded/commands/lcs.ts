import {
  RedisCommandError,
  RedisSyntaxError,
  RedisValue,
  type RedisDatabase,
} from 'js-redis-server/core'
import { command, text, word, type Arguments } from './command.ts'
import { integerOf } from './integer.ts'

interface Options {
  len: boolean
  idx: boolean
  withMatchLen: boolean
  minMatchLen: number
}

/** Cells of the table: 8 MiB of numbers; Redis refuses by its own memory long before 2^32. */
const mostCells = 2 ** 21

/**
 * The longest common subsequence of two strings, found as redis-server finds it (the same one when
 * several are as long).
 *
 * Source: lcsCommand of Redis 7.0, https://redis.io/docs/latest/commands/lcs/
 */
export const lcs = command('lcs', ([keyA, keyB, ...rest], { db }) => {
  const [a, b] = [stringAt(db, keyA), stringAt(db, keyB)]
  const options = readOptions(rest)
  if ((a.length + 1) * (b.length + 1) > mostCells) {
    throw new RedisCommandError('Insufficient memory, failed allocating transient memory for LCS')
  }
  return answer(a, b, options)
})

function stringAt(db: RedisDatabase, key: Buffer | undefined): Buffer {
  const type = key === undefined ? null : db.getType(key)
  if (key === undefined || type === null) return Buffer.alloc(0)
  if (type !== 'string') {
    throw new RedisCommandError('The specified keys must contain string values')
  }
  return db.getString(key) ?? Buffer.alloc(0)
}

function readOptions(words: Arguments): Options {
  const options: Options = { len: false, idx: false, withMatchLen: false, minMatchLen: 0 }
  for (let at = 0; at < words.length; at++) {
    const option = word(words[at])
    if (option === 'len') options.len = true
    else if (option === 'idx') options.idx = true
    else if (option === 'withmatchlen') options.withMatchLen = true
    else if (option === 'minmatchlen' && at + 1 < words.length) {
      options.minMatchLen = Math.max(0, Number(integerOf(words[++at])))
    } else throw new RedisSyntaxError()
  }
  if (options.idx && options.len) {
    throw new RedisCommandError('If you want both the length and indexes, please just use IDX.')
  }
  return options
}

function lengths(a: Buffer, b: Buffer): (i: number, j: number) => number {
  const width = b.length + 1
  const table = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number): number => table[i * width + j] ?? 0
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      table[i * width + j] =
        a[i - 1] === b[j - 1] ? at(i - 1, j - 1) + 1 : Math.max(at(i - 1, j), at(i, j - 1))
    }
  }
  return at
}

interface Match {
  aStart: number
  aEnd: number
  bStart: number
  bEnd: number
}

function answer(a: Buffer, b: Buffer, options: Options): RedisValue {
  const at = lengths(a, b)
  const whole = at(a.length, b.length)
  if (options.len) return RedisValue.integer(whole)
  const { bytes, matches } = walkBack(a, b, at)
  if (!options.idx) return RedisValue.bulkString(bytes)
  const shown = matches.filter(({ aStart, aEnd }) => aEnd - aStart + 1 >= options.minMatchLen)
  return RedisValue.map([
    [text('matches'), RedisValue.array(shown.map((match) => matchValue(match, options)))],
    [text('len'), RedisValue.integer(whole)],
  ])
}

function walkBack(
  a: Buffer,
  b: Buffer,
  at: (i: number, j: number) => number,
): { bytes: Buffer; matches: Match[] } {
  const bytes: number[] = []
  const matches: Match[] = []
  let open: Match | undefined
  for (let i = a.length, j = b.length; i > 0 && j > 0;) {
    const byte = a[i - 1]
    if (byte !== undefined && byte === b[j - 1]) {
      bytes.unshift(byte)
      if (open && open.aStart === i && open.bStart === j) {
        open.aStart = i - 1
        open.bStart = j - 1
      } else {
        open = { aStart: i - 1, aEnd: i - 1, bStart: j - 1, bEnd: j - 1 }
        matches.push(open)
      }
      i--
      j--
    } else if (at(i - 1, j) > at(i, j - 1)) i--
    else j--
  }
  return { bytes: Buffer.from(bytes), matches }
}

function matchValue({ aStart, aEnd, bStart, bEnd }: Match, options: Options): RedisValue {
  const range = (from: number, to: number): RedisValue =>
    RedisValue.array([RedisValue.integer(from), RedisValue.integer(to)])
  const length = options.withMatchLen ? [RedisValue.integer(aEnd - aStart + 1)] : []
  return RedisValue.array([range(aStart, aEnd), range(bStart, bEnd), ...length])
}
