import type { Argv } from '@keyspace/redis-lang'
import { word } from '../policy/argument.ts'

const MULTI =
  'ERR MULTI without its EXEC or DISCARD: a request over HTTP is a connection of its own, so send the whole transaction in one pipeline, or use the WebSocket or RESP.'
const WATCH =
  'ERR WATCH without a transaction behind it: a request over HTTP is a connection of its own, so send WATCH, MULTI … EXEC in one pipeline, or use the WebSocket or RESP.'

/**
 * What one request leaves open, by its place, and the text that refuses it: a MULTI that nothing
 * closes with all that would be queued in it, and a WATCH that no MULTI follows.
 */
export function unclosed(commands: readonly Argv[]): ReadonlyMap<number, string> {
  const refusals = new Map<number, string>()
  const names = commands.map((argv) => word(argv, 0))
  const open = lastOpenMulti(names)
  names.forEach((name, at) => {
    if (open !== -1 && at >= open) refusals.set(at, MULTI)
    else if (
      name === 'watch' &&
      !names.slice(at + 1, open === -1 ? undefined : open).includes('multi')
    ) {
      refusals.set(at, WATCH)
    }
  })
  return refusals
}

/** Where the MULTI stands that is still open at the end; -1 when none is. */
function lastOpenMulti(names: readonly string[]): number {
  let open = -1
  names.forEach((name, at) => {
    if (name === 'multi' && open === -1) open = at
    if (name === 'exec' || name === 'discard') open = -1
  })
  return open
}
