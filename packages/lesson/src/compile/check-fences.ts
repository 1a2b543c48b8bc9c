import type { Compilation } from './compilation.ts'
import type { Node } from './markdown/tree.ts'
import { lineText, linesSpan } from './source-text.ts'

/** Reports fences that nobody closed: such a fence takes the rest of the lesson with it. */
export function checkFences(nodes: readonly Node[], compilation: Compilation): void {
  for (const node of nodes) {
    checkFences(node.children, compilation)
    if (node.type !== 'fence' || isClosed(node, compilation)) continue
    compilation.doubt({
      code: 'fence-open',
      message: 'this code is never closed, and the text behind it is taken for code',
      hint: `put ${node.token.markup} on a line of its own behind the code`,
      at: linesSpan(compilation.source, node.lines[0], node.lines[0] + 1),
    })
  }
}

function isClosed({ token, lines }: Node, compilation: Compilation): boolean {
  const last = lineText(compilation.source, lines[1] - 1)
    .replace(/^[\s>]*/, '')
    .trimEnd()
  const isMarker = last.startsWith(token.markup) && /^(`+|~+)$/.test(last)
  return isMarker && lines[1] - 1 > lines[0]
}
