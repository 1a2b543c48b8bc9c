import type { AskingConnection } from '../asking-connection.ts'

/** How many keys each database holds, of those that hold any; from INFO keyspace. */
export async function countByDatabase(
  connection: AskingConnection,
): Promise<ReadonlyMap<number, number>> {
  const reply = await connection.ask(['INFO', 'keyspace'])
  const text =
    reply.kind === 'bulk' || reply.kind === 'verbatim' ? Buffer.from(reply.value).toString() : ''
  const counts = new Map<number, number>()
  for (const [, db, keys] of text.matchAll(/^db(\d+):keys=(\d+)/gm)) {
    counts.set(Number(db), Number(keys))
  }
  return counts
}

/** Keys of all databases together. */
export async function countKeys(connection: AskingConnection): Promise<number> {
  return total(await countByDatabase(connection))
}

export function total(counts: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const count of counts.values()) sum += count
  return sum
}
