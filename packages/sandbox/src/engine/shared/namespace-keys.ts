import type { Reply } from '@keyspace/redis-lang'
import { rewriteGlob, wholeNamespace, type Namespace, type UserKey } from '../../namespace/index.ts'
import type { Command } from './connection.ts'

/** Asks the server that holds the namespace, as the platform. */
export type AskAll = (commands: readonly Command[]) => Promise<readonly Reply[]>

/** Keys that one SCAN looks at: short enough to hold nobody up. */
const SCAN_COUNT = '1000'
const BATCH = 500

/** The keys of a namespace that match, each once, as the learner knows them. */
export async function keysOf(
  askAll: AskAll,
  namespace: Namespace,
  pattern?: Uint8Array,
): Promise<readonly UserKey[]> {
  const real = pattern ? rewriteGlob(pattern, namespace) : wholeNamespace(namespace)
  const found = new Map<string, UserKey>()
  for await (const page of scan(askAll, real)) {
    for (const bytes of page) {
      const key = namespace.toUser(bytes)
      if (key) found.set(Buffer.from(key).toString('latin1'), key)
    }
  }
  return [...found.values()]
}

/** Pages of keys, as the server holds them. */
export async function* scan(
  askAll: AskAll,
  pattern: Uint8Array | string,
): AsyncGenerator<readonly Uint8Array[]> {
  let cursor = '0'
  do {
    const [reply] = await askAll([['SCAN', cursor, 'MATCH', pattern, 'COUNT', SCAN_COUNT]])
    if (reply?.kind !== 'array')
      throw new Error(`SCAN: ${reply?.kind === 'error' ? reply.value : ''}`)
    const [next, page] = reply.items
    cursor = next?.kind === 'bulk' ? Buffer.from(next.value).toString() : '0'
    const items = page?.kind === 'array' ? page.items : []
    yield items.flatMap((item) => (item.kind === 'bulk' ? [item.value] : []))
  } while (cursor !== '0')
}

/** Deletes every key of a namespace in small batches, so that nobody else waits for it. */
export async function flushNamespace(askAll: AskAll, namespace: Namespace): Promise<void> {
  const keys = await keysOf(askAll, namespace)
  for (let from = 0; from < keys.length; from += BATCH) {
    const batch = keys.slice(from, from + BATCH).map((key) => namespace.toReal(key))
    const [reply] = await askAll([['UNLINK', ...batch]])
    if (reply?.kind === 'error') throw new Error(`UNLINK: ${reply.value}`)
  }
}
