import { escapeHtml } from './escape-html.ts'

const WORD = /(\s+)|("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|([^\s"']+)/gy
const NUMBER = /^[+-]?(?:\d+(?:\.\d+)?|inf)$/

/** Command lines as redis-cli takes them; a line that starts with `#` is the author's remark. */
export function highlightRedis(source: string): string {
  return source.split('\n').map(highlightRedisLine).join('\n')
}

export function highlightRedisLine(line: string): string {
  if (/^\s*#/.test(line)) return span('comment', line)
  let isFirst = true
  let html = ''
  for (const [, space, quoted, word] of line.matchAll(WORD)) {
    if (space !== undefined) {
      html += space
      continue
    }
    if (quoted !== undefined) html += span('string', quoted)
    else if (word !== undefined) html += wordHtml(word, isFirst)
    isFirst = false
  }
  return html
}

function wordHtml(word: string, isFirst: boolean): string {
  if (isFirst) return span('command', word)
  return NUMBER.test(word) ? span('number', word) : escapeHtml(word)
}

function span(token: string, text: string): string {
  return `<span class="tok-${token}">${escapeHtml(text)}</span>`
}
