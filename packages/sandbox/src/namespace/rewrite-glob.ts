import type { Namespace } from './key.ts'

/** A text in which no character is special to Redis's patterns. */
function escapeGlob(text: string): string {
  return text.replace(/[*?[\]\\^]/g, (special) => `\\${special}`)
}

/**
 * The pattern that finds inside the namespace what the learner's finds in a keyspace of their own.
 * Source: stringmatchlen of redis 7.0
 */
export function rewriteGlob(pattern: Uint8Array, namespace: Namespace): Uint8Array {
  return Buffer.concat([Buffer.from(escapeGlob(namespace.prefix)), pattern])
}

/** The pattern of all keys of the namespace. */
export function wholeNamespace(namespace: Namespace): Uint8Array {
  return rewriteGlob(Buffer.from('*'), namespace)
}
