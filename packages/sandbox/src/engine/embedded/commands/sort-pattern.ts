import type { RedisDatabase } from 'js-redis-server/core'
import { rawValue } from '../adapters/raw-value.ts'

/**
 * What a pattern of SORT's BY and GET means for an element: `#` is the element, `w_*` a string key,
 * `h_*->f` a field of a hash. Null when there is none.
 */
export function lookUpByPattern(
  db: RedisDatabase,
  pattern: Buffer,
  element: Buffer,
): Buffer | null {
  const text = pattern.toString('latin1')
  if (text === '#') return element
  const star = text.indexOf('*')
  if (star === -1) return null
  const arrow = text.indexOf('->', star + 1)
  const isField = arrow !== -1 && arrow + 2 < text.length
  const end = isField ? arrow : text.length
  const name = text.slice(0, star) + element.toString('latin1') + text.slice(star + 1, end)
  const value = rawValue(db, Buffer.from(name, 'latin1'))
  if (!isField) return value?.type === 'string' ? value.value : null
  if (value?.type !== 'hash') return null
  return value.fields.get(pattern.subarray(arrow + 2).toString('hex'))?.value ?? null
}
