import { RedisCommandError, type RedisDatabase } from 'js-redis-server/core'
import { command, ok } from './command.ts'
import { databaseIndex } from './database-index.ts'

export const swapdb = command('swapdb', ([first, second], { server: { databases } }) => {
  const indexes = [
    databaseIndex(first, databases, new RedisCommandError('invalid first DB index')),
    databaseIndex(second, databases, new RedisCommandError('invalid second DB index')),
  ]
  const [a, b] = indexes.map((at) => databases[at])
  if (a && b && a !== b) swap(a, b)
  return ok
})

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
