import type { Reply } from '@keyspace/redis-lang'
import type { RestoreContext } from './restore.ts'
import { mapText } from './text.ts'

function restoreLine(line: string, context: RestoreContext): string | undefined {
  const { user, ownsServer, addressOf } = context
  const owner = / user=(\S+)/.exec(line)?.[1]
  if (ownsServer && owner !== undefined && owner !== user) return undefined
  const address = addressOf(/^id=(\d+)/.exec(line)?.[1] ?? '') ?? '127.0.0.1:0'
  return line
    .replace(/( addr=)\S*/, (_match, field: string) => field + address)
    .replace(/( laddr=)\S*/, (_match, field: string) => `${field}127.0.0.1:6379`)
    .replace(/( user=)\S*/, (_match, field: string) => field + user)
}

/** CLIENT LIST and CLIENT INFO: the sandbox's own connections, each with its client's address. */
export function restoreClients(reply: Reply, context: RestoreContext): Reply {
  return mapText(reply, (text) =>
    text
      .split('\n')
      .map((line) => (line.startsWith('id=') ? restoreLine(line, context) : line))
      .filter((line) => line !== undefined)
      .join('\n'),
  )
}
