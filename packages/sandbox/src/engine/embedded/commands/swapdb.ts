import { DbIndexOutOfRangeError, RedisCommandError, type RedisDatabase } from 'js-redis-server/core'
import { command, ok } from './command.ts'
import { integerOf } from './integer.ts'

export const swapdb = command('swapdb', ([first, second], { server }) => {
  const [a, b] = [index(first, 'first'), index(second, 'second')].map((at) => {
    const database = server.databases[Number(at)]
    if (!database) throw new DbIndexOutOfRangeError()
    return database
  })
  if (a && b && a !== b) swap(a, b)
  return ok
})

function index(argument: Buffer | undefined, which: string): bigint {
  return integerOf(argument, new RedisCommandError(`invalid ${which} DB index`))
}

function swap(a: RedisDatabase, b: RedisDatabase): void {
  const [ofA, ofB] = [a.entriesSnapshot(), b.entriesSnapshot()]
  a.flush()
  b.flush()
  fill(a, ofB)
  fill(b, ofA)
}

function fill(
  database: RedisDatabase,
  entries: ReturnType<RedisDatabase['entriesSnapshot']>,
): void {
  for (const { key, value, expiresAt } of entries) {
    database.set(key, value, expiresAt === undefined ? {} : { expiresAt })
  }
}
