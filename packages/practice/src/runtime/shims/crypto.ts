import { sha1 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'

const HASHES = { sha1, sha256 } as const

/** The part of Node's `createHash` that ioredis and lessons use: SHA-1 and SHA-256 as hex, base64 or bytes. */
export function createHash(name: string) {
  const hash = name === 'sha1' || name === 'sha256' ? HASHES[name].create() : undefined
  if (hash === undefined)
    throw new Error(`There is no hash '${name}' here; there are sha1, sha256.`)
  const made = {
    update: (data: string | Uint8Array) => {
      hash.update(typeof data === 'string' ? new TextEncoder().encode(data) : data)
      return made
    },
    digest: (encoding?: 'hex' | 'base64') => {
      const bytes = Buffer.from(hash.digest())
      return encoding === undefined ? bytes : bytes.toString(encoding)
    },
  }
  return made
}

export function randomUUID(): string {
  const bytes = randomBytes(16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [0, 8, 12, 16, 20].map((at, i, all) => hex.slice(at, all[i + 1] ?? 32)).join('-')
}

export function randomBytes(count: number): Buffer {
  return Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(count)))
}

/** From `from` up to and without `to`. */
export function randomInt(from: number, to?: number): number {
  const [low, high] = to === undefined ? [0, from] : [from, to]
  return low + Math.floor(Math.random() * (high - low))
}
