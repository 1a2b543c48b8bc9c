declare const realKey: unique symbol
declare const userKey: unique symbol

/** A key or channel as the learner writes it. */
export type UserKey = Uint8Array & { readonly [userKey]: true }

/** A key or channel as the shared Redis holds it, inside its namespace. Only this folder makes one. */
export type RealKey = Uint8Array & { readonly [realKey]: true }

/** Names that {@link newNamespace} makes: no byte of them means anything in a glob or an ACL rule. */
export const namespaceName = /^ks-[a-z2-7]{16}$/

/**
 * One sandbox's part of a shared keyspace: every key and channel begins with `{name}:`. The braces
 * are a hash tag, so that on a cluster all of them are in one slot.
 * Source: https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags
 */
export class Namespace {
  readonly name: string
  /** The name that the learner's user has for the learner. */
  readonly user: string
  /** `{name}:` */
  readonly prefix: string
  readonly #prefixBytes: Uint8Array

  /** @throws Error when the name is not one of {@link namespaceName}. */
  constructor(name: string, user: string) {
    if (!namespaceName.test(name)) throw new Error('Not the name of a namespace')
    this.name = name
    this.user = user
    this.prefix = `{${name}}:`
    this.#prefixBytes = Buffer.from(this.prefix)
  }

  toReal(key: Uint8Array): RealKey {
    const bytes = new Uint8Array(Buffer.concat([this.#prefixBytes, key]))
    if (!this.#isReal(bytes)) throw new Error('A key outside its namespace')
    return bytes
  }

  /** The learner's key; undefined when it is not of this namespace. */
  toUser(bytes: Uint8Array): UserKey | undefined {
    if (!this.#isReal(bytes)) return undefined
    const key = bytes.slice(this.#prefixBytes.length)
    markUser(key)
    return key
  }

  #isReal(bytes: Uint8Array): bytes is RealKey {
    return (
      bytes.length >= this.#prefixBytes.length &&
      this.#prefixBytes.every((byte, at) => bytes[at] === byte)
    )
  }
}

/** Whatever bytes a learner writes are a key of theirs. */
function markUser(bytes: Uint8Array): asserts bytes is UserKey {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('A key is bytes')
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/** A namespace that nobody has: 80 random bits, given as bytes. */
export function newNamespace(random: (bytes: number) => Uint8Array, user: string): Namespace {
  const letters = [...random(16)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? 'a')
  return new Namespace(`ks-${letters.join('')}`, user)
}
