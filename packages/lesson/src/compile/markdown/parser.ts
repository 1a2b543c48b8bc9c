import MarkdownIt from 'markdown-it'
import type Token from 'markdown-it/lib/token.mjs'
import { escapeHtml, highlight } from '../highlight/index.ts'
import { breakRule } from './break-rule.ts'
import { dashRule } from './dash-rule.ts'
import { detailsRule } from './details-rule.ts'
import { directiveRule } from './directive-rule.ts'
import { footnoteRule } from './footnote-rule.ts'

const md = new MarkdownIt('default', { html: false, linkify: true })
const encodeLink = md.normalizeLink.bind(md)

// The link pass judges links, so that it can say what is wrong with one; it needs them as written.
md.validateLink = () => true
md.normalizeLink = (url) => url
md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
md.use(detailsRule).use(directiveRule).use(footnoteRule).use(breakRule).use(dashRule)
md.renderer.rules['fence'] = (tokens, index) => {
  const { content = '', info = '' } = tokens[index] ?? {}
  const [language = ''] = info.trim().split(/\s/)
  return `<pre><code>${highlight(content.replace(/\n$/, ''), language)}</code></pre>\n`
}

md.renderer.rules['missing_image'] = (tokens, index) => {
  const image = tokens[index]
  const href = image?.attrGet('href') ?? null
  const text = escapeHtml(image?.content || (image?.attrGet('src') ?? ''))
  const shown = `<span class="missing-image">${text}</span>`
  if (href === null) return shown
  return `<a href="${escapeHtml(href)}" class="external" target="_blank" rel="noopener noreferrer">${shown}</a>`
}

/** Tokens of a Markdown text; raw HTML in it is text. */
export function tokenize(markdown: string): Token[] {
  return md.parse(markdown, {})
}

export function tokenizeInline(markdown: string): Token[] {
  return md.parseInline(markdown, {})
}

export function renderTokens(tokens: Token[]): string {
  return md.renderer.render(tokens, md.options, {}).trim()
}

export function renderInline(children: Token[]): string {
  return md.renderer.renderInline(children, md.options, {}).trim()
}

export { encodeLink }
