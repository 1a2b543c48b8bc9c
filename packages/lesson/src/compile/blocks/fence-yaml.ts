import type { Compilation } from '../compilation.ts'
import { renderInline, tokenizeInline } from '../markdown/parser.ts'
import type { Node } from '../markdown/tree.ts'
import type { YamlSource } from '../read-yaml.ts'
import { lineText } from '../source-text.ts'

/** The YAML in a fence; `name` is what its problems are called by. */
export function fenceYaml(node: Node, name: string, compilation: Compilation): YamlSource {
  const text = node.token.content
  return { text, name, toFile: (offset) => toFile(offset, text, node, compilation) }
}

/** A fence inside a list is indented in the file and not in its text. */
function toFile(offset: number, text: string, node: Node, { source }: Compilation): number {
  const before = text.slice(0, Math.min(offset, text.trimEnd().length)).split('\n')
  const line = node.lines[0] + before.length
  const own = text.split('\n')[before.length - 1] ?? ''
  const indent = Math.max(0, lineText(source, line).length - own.length)
  return (source.starts[line] ?? source.text.length) + indent + (before.at(-1)?.length ?? 0)
}

/** A sentence of Markdown inside YAML. */
export function inlineHtml(markdown: string): string {
  return renderInline(tokenizeInline(markdown.trim())[0]?.children ?? [])
}
