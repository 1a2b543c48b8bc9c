import { DbIndexOutOfRangeError } from 'js-redis-server/core'
import { command, ok } from './command.ts'
import { integerOf } from './integer.ts'

export const select = command('select', ([index], { db, server, session }) => {
  const at = Number(integerOf(index))
  if (server.databases[at] === undefined) throw new DbIndexOutOfRangeError()
  // The library leaves the command's name behind at the database that was selected before.
  db.activeNotifyCommand = null
  session.selectDatabase(at)
  return ok
})
