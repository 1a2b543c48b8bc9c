import type { KeyView } from '@keyspace/redis-lang'
import type { AskingConnection } from '../asking-connection.ts'
import { countByDatabase, total } from './count-keys.ts'
import type { KeyRef } from './key-ref.ts'
import { listKeys } from './list-keys.ts'
import { snapshotKeys, type SeenKey } from './snapshot-key.ts'

/** The keys of all databases, bounded; `total` counts those too that are not shown. */
export interface Snapshot {
  readonly keys: readonly KeyView[]
  readonly total: number
  readonly truncated: boolean
}

export interface SeenKeys {
  readonly keys: readonly (SeenKey & { readonly ref: KeyRef })[]
  readonly total: number
  readonly truncated: boolean
}

/** Keys of one snapshot, and characters of JSON that it may have. */
export const MOST_KEYS = 500
const MOST_JSON = 1 << 20

/** Looks at the whole keyspace. Rejects when the connection is lost. */
export async function seeKeys(connection: AskingConnection): Promise<SeenKeys> {
  const counts = await countByDatabase(connection)
  const refs = await listKeys(connection, counts.keys(), MOST_KEYS)
  const seen = await snapshotKeys(connection, refs)
  const keys: (SeenKey & { ref: KeyRef })[] = []
  let characters = 0
  seen.forEach((one, index) => {
    const ref = refs[index]
    if (typeof one === 'string' || ref === undefined || characters > MOST_JSON) return
    characters += JSON.stringify(one.view).length
    keys.push({ ref, ...one })
  })
  const count = total(counts)
  return { keys, total: count, truncated: keys.length < count }
}
