/** A stretch of output in one colour. Put together they are the output, byte for byte. */
export interface Stroke {
  readonly text: string
  readonly tone: 'plain' | 'index' | 'kind' | 'error' | 'nil'
}

const INDEX = /^(?:\s*\d+[)#~>] )+/
const KIND = /^\((?:integer|double|boolean|true|false|empty [a-z ]+|nil)\)/

/** What redis-cli printed, in strokes: positions and kinds of replies step back behind the values. */
export function paintOutput(text: string): readonly Stroke[] {
  const strokes: Stroke[] = []
  const lines = text.split('\n')
  lines.forEach((line, at) => {
    strokes.push(...paintLine(line))
    if (at < lines.length - 1) strokes.push({ text: '\n', tone: 'plain' })
  })
  return strokes
}

function paintLine(line: string): readonly Stroke[] {
  const strokes: Stroke[] = []
  const index = INDEX.exec(line)?.[0] ?? ''
  if (index !== '') strokes.push({ text: index, tone: 'index' })
  const rest = line.slice(index.length)
  if (rest.startsWith('(error) ')) return [...strokes, { text: rest, tone: 'error' }]
  const kind = KIND.exec(rest)?.[0] ?? ''
  if (kind !== '') strokes.push({ text: kind, tone: kind === '(nil)' ? 'nil' : 'kind' })
  if (rest.length > kind.length) strokes.push({ text: rest.slice(kind.length), tone: 'plain' })
  return strokes
}
