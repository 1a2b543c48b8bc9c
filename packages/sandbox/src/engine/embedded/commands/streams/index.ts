import { RedisValue, type CommandDefinition } from 'js-redis-server/core'
import { command } from '../command.ts'
import { findGroup } from './groups.ts'
import { noted, streamAt, unnamed } from './stream-at.ts'
import { idText, readStrictId } from './stream-id.ts'
import { xadd, xdel, xtrim } from './xadd.ts'
import { xautoclaim } from './xautoclaim.ts'
import { xclaim } from './xclaim.ts'
import { xgroup } from './xgroup.ts'
import { xinfo } from './xinfo.ts'
import { xpending } from './xpending.ts'
import { xrangeCommands } from './xrange.ts'
import { xreadCommands } from './xread.ts'
import { xsetid } from './xsetid.ts'

/** Source: xackCommand of Redis 7.0: the group is looked for before the ids are read. */
const xack = command(
  'xack',
  ([key = Buffer.alloc(0), name = Buffer.alloc(0), ...words], { db }) => {
    const at = { db, key }
    const stream = streamAt(at)
    const group = findGroup(stream, name)
    if (!stream || !group) return RedisValue.integer(0)
    const ids = words.map((argument) => readStrictId(argument))
    const acknowledged = ids.filter((id) => group.pending.delete(idText(id))).length
    if (acknowledged > 0) noted(at, stream, unnamed)
    return RedisValue.integer(acknowledged)
  },
)

/** The commands of streams, all our own: Redis reads their arguments in an order of its own. */
export const streamCommands: readonly CommandDefinition[] = [
  xack,
  xadd,
  xautoclaim,
  xclaim,
  xdel,
  xgroup,
  xinfo,
  xpending,
  ...xrangeCommands,
  ...xreadCommands,
  xsetid,
  xtrim,
]
