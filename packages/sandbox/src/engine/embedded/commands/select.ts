import { DbIndexOutOfRangeError } from 'js-redis-server/core'
import { command, ok } from './command.ts'
import { integerOf } from './integer.ts'

export const select = command('select', ([index], { server, session }) => {
  const at = Number(integerOf(index))
  if (server.databases[at] === undefined) throw new DbIndexOutOfRangeError()
  session.selectDatabase(at)
  return ok
})
