import type Token from 'markdown-it/lib/token.mjs'
import { plainText } from './markdown/tree.ts'

const EXPLICIT = /\s*\{#([\p{L}\p{N}_-]+)\}\s*$/u

/** Takes `{#id}` off the headings and remembers it, so that it is nowhere shown as text. */
export function takeHeadingIds(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    const inline = tokens[index + 1]
    if (token.type !== 'heading_open' || inline?.type !== 'inline') continue
    const last = inline.children?.at(-1)
    const id = EXPLICIT.exec(inline.content)?.[1]
    if (id !== undefined && last?.type === 'text') {
      last.content = last.content.replace(EXPLICIT, '')
      inline.content = inline.content.replace(EXPLICIT, '')
    }
    headings.set(token, { title: plainText(inline), explicit: id, anchor: '' })
  }
}

interface Heading {
  readonly title: string
  readonly explicit: string | undefined
  /** Given by the outline. */
  anchor: string
}

const headings = new WeakMap<Token, Heading>()

/** What is known of a heading's opening token. */
export function headingOf(token: Token): Heading {
  return headings.get(token) ?? { title: '', explicit: undefined, anchor: '' }
}
