export interface SaidPart {
  readonly kind: 'text' | 'code'
  readonly text: string
}

/**
 * A sentence of a check in its parts: what an author put between backticks is code. A backtick
 * without a partner stays as it is, since a learner's own value may hold one.
 */
export function saidParts(sentence: string): readonly SaidPart[] {
  return sentence
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) =>
      part.length > 2 && part.startsWith('`') && part.endsWith('`')
        ? { kind: 'code', text: part.slice(1, -1) }
        : { kind: 'text', text: part },
    )
}
