import { bytesFromJson, escapeBytes, type BytesJson } from '@keyspace/redis-lang'

/** Database and name, unique in a sandbox. */
export function keyId(db: number, key: BytesJson): string {
  return `${db}:${typeof key === 'string' ? `t${key}` : `b${key.base64}`}`
}

/** A name as people read it: text as it is, other bytes with redis-cli's escapes. */
export function keyText(key: BytesJson): string {
  return typeof key === 'string' ? key : escapeBytes(bytesFromJson(key))
}
