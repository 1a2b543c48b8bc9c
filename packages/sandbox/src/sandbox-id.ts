import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'
const ID_CHARACTERS = 12
const TOKEN_BYTES = 32

/** Such as `sbk3v7q2mzp5xa`: a name, not a secret. */
export function newSandboxId(): string {
  const bytes = randomBytes(ID_CHARACTERS)
  return `sb${Array.from(bytes, (byte) => BASE32[byte % BASE32.length] ?? '').join('')}`
}

/** 256 random bits in base64url. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** Compares in a time that tells nothing of either. */
export function sameToken(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other))
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
