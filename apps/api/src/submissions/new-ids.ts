import { randomBytes } from 'node:crypto'

/** Without I, L, O and U, which are misread. Source: https://www.crockford.com/base32.html */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 128 random bits: who knows the id may read the report. */
export function newSubmissionId(): string {
  return randomBytes(16).toString('hex')
}

/** `KS-XXXX-XXXX-XXXX-XXXX`, 80 random bits. */
export function newCertificateCode(): string {
  const letters = [...randomBytes(16)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return `KS-${(letters.match(/.{4}/g) ?? []).join('-')}`
}

/** The code as it was issued, however a person has typed it; undefined for what is none. */
export function readCertificateCode(typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replace(/^\s*KS/, '')
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (!/^[0-9A-HJKMNP-TV-Z]{16}$/.test(letters)) return undefined
  return `KS-${(letters.match(/.{4}/g) ?? []).join('-')}`
}
