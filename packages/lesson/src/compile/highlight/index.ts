import type { Blank } from '../../ast.ts'
import { remember } from '../remember.ts'
import { escapeHtml } from './escape-html.ts'
import { highlightWith } from './languages.ts'
import { markBlanks } from './mark-blanks.ts'
import { highlightRedis } from './redis.ts'
import { toTokenClasses } from './token-class.ts'

export { highlightRedisLine } from './redis.ts'
export { escapeHtml } from './escape-html.ts'

/** Code as HTML for inside `<pre><code>`: escaped, tokens and blanks marked by classes. */
export function highlight(source: string, language: string, blanks: readonly Blank[] = []): string {
  return markBlanks(tokens(`${language.toLowerCase()}\n${source}`), blanks)
}

/** Of a text whose first line is its language. */
const tokens = remember((text) => {
  const end = text.indexOf('\n')
  const [language, source] = [text.slice(0, end), text.slice(end + 1)]
  if (language === 'redis') return highlightRedis(source)
  const html = highlightWith(language, source)
  return html === undefined ? escapeHtml(source) : toTokenClasses(html)
})
