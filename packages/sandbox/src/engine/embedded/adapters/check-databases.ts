import { RedisSyntaxError } from 'js-redis-server/core'
import { word } from '../commands/command.ts'
import { databaseIndex } from '../commands/database-index.ts'
import type { Look } from './before.ts'

/** COPY: every database that is named must be one. */
export const checkCopy: Look = ([, , ...options], { server }) => {
  for (let at = 0; at < options.length; at++) {
    const option = word(options[at])
    if (option === 'replace') continue
    if (option !== 'db' || at + 1 >= options.length) throw new RedisSyntaxError()
    databaseIndex(options[++at], server.databases)
  }
  return undefined
}

export const checkMove: Look = ([, index], { server }) => {
  databaseIndex(index, server.databases)
  return undefined
}
