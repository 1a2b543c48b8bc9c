import { redisErrors, type Argv, type Reply } from '@keyspace/redis-lang'
import type { UserKey } from '../../namespace/index.ts'
import { integer, isWord, latin1 } from '../../policy/argument.ts'
import type { Emulation } from './emulation.ts'
import { keysOf } from './namespace-keys.ts'

interface Asked {
  cursor: number
  count: number
  pattern?: Uint8Array
  type?: string
}

/** The arguments of SCAN; Redis's error text where they are wrong. */
function readScan(argv: Argv): Asked | string {
  const digits = latin1(argv[1])
  if (!/^\d{1,20}$/.test(digits)) return 'ERR invalid cursor'
  const asked: Asked = { cursor: Number(digits), count: 10 }
  for (let at = 2; at < argv.length; at += 2) {
    const value = argv[at + 1]
    if (value === undefined) return redisErrors.syntax
    if (isWord(argv[at], 'count')) {
      const count = integer(value)
      if (count === undefined) return redisErrors.notInteger
      if (count < 1) return redisErrors.syntax
      asked.count = count
    } else if (isWord(argv[at], 'match')) asked.pattern = value
    else if (isWord(argv[at], 'type')) asked.type = latin1(value).toLowerCase()
    else return redisErrors.syntax
  }
  return asked
}

/** A place in the order of the cursor, from 1; FNV-1a. */
function placeOf(key: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of key) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0 || 1
}

/**
 * SCAN of one namespace. The cursor is a place in an order that depends on the keys' names alone, so
 * that what is there from the first page to the last is told once, as Redis promises, and nothing has
 * to be kept between the pages.
 * Source: https://redis.io/docs/latest/commands/scan/
 */
export async function scanPage(argv: Argv, { askAll, namespace }: Emulation): Promise<Reply> {
  const asked = readScan(argv)
  if (typeof asked === 'string') return { kind: 'error', value: asked }
  const ordered = (await keysOf(askAll, namespace))
    .map((key) => ({ key, place: placeOf(key) }))
    .filter(({ place }) => place >= asked.cursor)
    .sort((one, other) => one.place - other.place)
  const next = ordered[asked.count]?.place
  const page = ordered.filter(({ place }) => next === undefined || place < next)
  // Keys that share a place stay together, whatever the count is.
  const all = page.length > 0 ? page : ordered.filter(({ place }) => place === next)
  const after = page.length > 0 ? next : ordered.find(({ place }) => place > (next ?? 0))?.place
  const matching = await matches(
    all.map(({ key }) => key),
    asked,
    { askAll, namespace },
  )
  return {
    kind: 'array',
    items: [
      { kind: 'bulk', value: Buffer.from(String(after ?? 0)) },
      { kind: 'array', items: matching.map((value) => ({ kind: 'bulk', value })) },
    ],
  }
}

/** Of a page, what MATCH and TYPE leave; the server itself judges both. */
async function matches(
  page: readonly UserKey[],
  { pattern, type }: Asked,
  { askAll, namespace }: Pick<Emulation, 'askAll' | 'namespace'>,
): Promise<readonly UserKey[]> {
  let left = page
  if (pattern !== undefined) {
    const matching = new Set((await keysOf(askAll, namespace, pattern)).map((key) => latin1(key)))
    left = left.filter((key) => matching.has(latin1(key)))
  }
  if (type === undefined || left.length === 0) return left
  const types = await askAll(left.map((key) => ['TYPE', namespace.toReal(key)]))
  return left.filter((_key, at) => {
    const found = types[at]
    return found?.kind === 'status' && found.value === type
  })
}
