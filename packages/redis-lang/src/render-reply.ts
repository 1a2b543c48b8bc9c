import { escapeBytes } from './escape-bytes.ts'
import type { Reply } from './reply.ts'

const text = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * What interactive redis-cli prints for a reply (as with `--no-raw`), without the final line break:
 * `(integer) 1`, `"a\xff"`, numbered lines for what is nested. Where redis-cli 7.0 gives up (a big
 * number ends it with `Unknown reply type`), `(big number) 123`.
 *
 * Source: cliFormatReplyTTY of redis 7.0; our golden transcripts of redis-cli hold it to that.
 */
export function renderReply(reply: Reply): string {
  return render(reply, '')
}

function render(reply: Reply, prefix: string): string {
  switch (reply.kind) {
    case 'status':
      return cText(reply.value)
    case 'error':
      return `(error) ${cText(reply.value)}`
    case 'integer':
      return `(integer) ${reply.value.toString()}`
    case 'double':
      return `(double) ${reply.value}`
    case 'big-number':
      return `(big number) ${reply.value}`
    case 'boolean':
      return reply.value ? '(true)' : '(false)'
    case 'bulk':
      return `"${escapeBytes(reply.value)}"`
    case 'verbatim':
      return text.decode(reply.value)
    case 'nil':
    case 'nil-array':
      return '(nil)'
    case 'array':
      return renderItems(reply.items, ')', prefix) ?? '(empty array)'
    case 'set':
      return renderItems(reply.items, '~', prefix) ?? '(empty set)'
    case 'push':
      return renderItems(reply.items, ')', prefix) ?? '(empty push)'
    case 'map':
      return renderMap(reply.entries, prefix)
  }
}

/** redis-cli prints statuses and errors as C strings. */
function cText(value: string): string {
  const zero = value.indexOf('\0')
  return zero === -1 ? value : value.slice(0, zero)
}

/** `(n) ` for each line; what is nested is indented by the width of the largest number. */
function numbering(count: number, sign: string, prefix: string) {
  const width = String(count).length
  return {
    head: (index: number) =>
      `${index === 0 ? '' : prefix}${String(index + 1).padStart(width)}${sign} `,
    inner: prefix + ' '.repeat(width + 2),
  }
}

function renderItems(items: readonly Reply[], sign: string, prefix: string): string | undefined {
  if (items.length === 0) return undefined
  const { head, inner } = numbering(items.length, sign, prefix)
  return items.map((item, index) => head(index) + render(item, inner)).join('\n')
}

function renderMap(entries: readonly (readonly [Reply, Reply])[], prefix: string): string {
  if (entries.length === 0) return '(empty hash)'
  const { head, inner } = numbering(entries.length, '#', prefix)
  return entries
    .map(([key, value], index) => {
      const gap = takesLines(value) ? `\n${inner}` : ''
      return `${head(index)}${render(key, inner)} => ${gap}${render(value, inner)}`
    })
    .join('\n')
}

/** True when redis-cli starts the value of a map on a line of its own, to align what follows. */
function takesLines(reply: Reply): boolean {
  switch (reply.kind) {
    case 'array':
    case 'set':
    case 'push':
      return reply.items.length > 1 || reply.items.some(takesLines)
    case 'map':
      return reply.entries.length > 1 || reply.entries.some(([, value]) => takesLines(value))
    default:
      return false
  }
}
