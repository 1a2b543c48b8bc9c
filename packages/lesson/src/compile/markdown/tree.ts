import type Token from 'markdown-it/lib/token.mjs'

/** A block of Markdown with what it contains; `tokens` is all of it, flat, as the renderer wants it. */
export interface Node {
  /** The token's name without `_open`, such as `paragraph`. */
  readonly type: string
  readonly token: Token
  readonly tokens: Token[]
  readonly children: readonly Node[]
  /** First line and the one behind the last, from 0. */
  readonly lines: readonly [number, number]
}

export function toTree(tokens: readonly Token[]): Node[] {
  return nodesBetween(tokens, 0, tokens.length, [0, 0])
}

function nodesBetween(
  tokens: readonly Token[],
  start: number,
  end: number,
  outer: readonly [number, number],
): Node[] {
  const nodes: Node[] = []
  let index = start
  while (index < end) {
    const token = tokens[index]
    if (token === undefined) break
    const close = token.nesting === 1 ? closing(tokens, index) : index
    const lines = token.map ?? outer
    nodes.push({
      type: token.type.replace(/_open$/, ''),
      token,
      tokens: tokens.slice(index, close + 1),
      children: close === index ? [] : nodesBetween(tokens, index + 1, close, lines),
      lines,
    })
    index = close + 1
  }
  return nodes
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let index = open; index < tokens.length; index++) {
    depth += tokens[index]?.nesting ?? 0
    if (depth === 0) return index
  }
  return tokens.length - 1
}

/** The text of an inline token as a reader sees it, without its markup. */
export function plainText(inline: Token | undefined): string {
  return (inline?.children ?? [])
    .map((child) => {
      if (child.type === 'image') return child.content
      if (child.type === 'softbreak' || child.type === 'hardbreak') return ' '
      return child.content
    })
    .join('')
    .trim()
}

export function inlineOf(node: Node): Token | undefined {
  return node.children.find((child) => child.type === 'inline')?.token
}
