import type ts from 'typescript'
import type { About } from './answers.ts'

/** A declaration and the first sentence of what is written above it. */
export function inWords(
  declaration: readonly ts.SymbolDisplayPart[] | undefined,
  documentation: readonly ts.SymbolDisplayPart[] | undefined,
): About {
  const plain = (parts: readonly ts.SymbolDisplayPart[] = []): string =>
    parts.map(({ text }) => text).join('')
  // ioredis lists group, complexity and version below the sentence.
  const [sentence = ''] = plain(documentation).split(/\n\s*(?:\n|- _)/)
  return {
    // Whose method it is to the reader; what it is mixed in from is the library's affair.
    declaration: plain(declaration).replace(/RedisCommander<\{ type: "\w+"; \}>/g, 'Redis'),
    text: sentence.replaceAll(/\s+/g, ' ').trim(),
  }
}
