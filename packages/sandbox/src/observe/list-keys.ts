import type { AskingConnection } from '../asking-connection.ts'
import { idOf, type KeyRef } from './key-ref.ts'

/** The keys of these databases, at most so many; in one database SCAN goes on until there are enough. */
export async function listKeys(
  connection: AskingConnection,
  databases: Iterable<number>,
  most: number,
): Promise<readonly KeyRef[]> {
  const found: KeyRef[] = []
  for (const db of databases) {
    let cursor = '0'
    do {
      const [, reply] = await connection.askAll([
        ['SELECT', String(db)],
        ['SCAN', cursor, 'COUNT', String(most)],
      ])
      if (reply?.kind !== 'array') break
      const [next, page] = reply.items
      cursor = next?.kind === 'bulk' ? Buffer.from(next.value).toString() : '0'
      for (const key of page?.kind === 'array' ? page.items : []) {
        if (key.kind === 'bulk') found.push({ db, key: key.value })
      }
    } while (cursor !== '0' && found.length < most)
    if (found.length >= most) break
  }
  return unique(found).slice(0, most)
}

/** SCAN may give a key twice. */
function unique(refs: readonly KeyRef[]): readonly KeyRef[] {
  const byId = new Map(refs.map((ref) => [idOf(ref), ref]))
  return [...byId.values()]
}
