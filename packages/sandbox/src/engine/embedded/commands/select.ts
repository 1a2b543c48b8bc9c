import { command, ok } from './command.ts'
import { databaseIndex } from './database-index.ts'

export const select = command('select', ([index], { db, server, session }) => {
  const at = databaseIndex(index, server.databases)
  // The library leaves the command's name behind at the database that was selected before.
  db.activeNotifyCommand = null
  session.selectDatabase(at)
  return ok
})
