import type { Reply } from '@keyspace/redis-lang'
import { mapText } from './text.ts'

const hidden = /^(?:executable|config_file|os|availability_zone|listener\d+):.*\r\n/gm

/** INFO without what tells about the machine. */
export function restoreInfo(reply: Reply): Reply {
  return mapText(reply, (text) => text.replace(hidden, ''))
}
