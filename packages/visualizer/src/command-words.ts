import { bytesFromJson, keyPositions, type BytesJson } from '@keyspace/redis-lang'
import { keyText } from './key-name.ts'

/** A command's words as text, the first one in capitals. */
export function wordsOf(argv: readonly BytesJson[]): readonly string[] {
  return argv.map((word, index) => (index === 0 ? keyText(word).toUpperCase() : keyText(word)))
}

/** The names of the keys that a command names, as text. */
export function keysOf(argv: readonly BytesJson[]): readonly string[] {
  const words = wordsOf(argv)
  return keyPositions(argv.map(bytesFromJson)).flatMap((at) => words[at] ?? [])
}
