import { frontMatterSchema, type FrontMatter } from '../schema/front-matter.ts'
import type { Compilation } from './compilation.ts'
import { yamlReader } from './read-yaml.ts'
import { lineCount, lineText, type SourceText } from './source-text.ts'

const readFront = yamlReader(frontMatterSchema)

const NOTHING = frontMatterSchema.parse({})

/**
 * What stands between `---` and `---` at the very top. A lesson without it comes from elsewhere and
 * is read leniently. An opening `---` that nobody closes is a rule.
 */
export function readFrontMatter(compilation: Compilation): {
  front: FrontMatter
  bodyLine: number
} {
  const { source } = compilation
  const close = closingLine(source)
  if (close === undefined) return { front: NOTHING, bodyLine: 0 }
  compilation.isImported = false
  const start = source.starts[1] ?? 0
  const text = source.text.slice(start, source.starts[close])
  if (text.trim() === '') return { front: NOTHING, bodyLine: close + 1 }
  const yaml = { text, toFile: (offset: number) => start + offset, name: 'front-matter' }
  const front = readFront(yaml, compilation.error)
  return { front: front ?? NOTHING, bodyLine: close + 1 }
}

function closingLine(source: SourceText): number | undefined {
  if (lineText(source, 0).trimEnd() !== '---') return undefined
  for (let line = 1; line < lineCount(source); line++) {
    if (lineText(source, line).trimEnd() === '---') return line
  }
  return undefined
}
