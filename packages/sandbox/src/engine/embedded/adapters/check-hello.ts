import { RedisCommandError } from 'js-redis-server/core'
import { word } from '../commands/command.ts'
import type { Look } from './before.ts'

/** How many words follow an option of HELLO. */
const options: ReadonlyMap<string, number> = new Map([
  ['auth', 2],
  ['setname', 1],
])

/** The options of HELLO, up to a login, which comes before what stands behind it. Source: helloCommand. */
export const checkHello: Look = ([protocol, ...words]) => {
  // The protocol is looked at first.
  if (!['2', '3'].includes(word(protocol))) return undefined
  for (let at = 0; at < words.length; at++) {
    const option = words[at]
    const follow = options.get(word(option))
    if (follow === undefined || at + follow >= words.length) {
      throw new RedisCommandError(`Syntax error in HELLO option '${option?.toString('latin1')}'`)
    }
    if (word(option) === 'auth') return undefined
    checkName(words[at + 1])
    at += follow
  }
  return undefined
}

function checkName(name: Buffer | undefined): void {
  if (name?.every((byte) => byte >= 0x21 && byte <= 0x7e) === true) return
  throw new RedisCommandError('Client names cannot contain spaces, newlines or special characters.')
}
