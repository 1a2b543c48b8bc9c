import type MarkdownIt from 'markdown-it'
import { escapeHtml } from '../highlight/index.ts'

const NO_BREAK_SPACE = '\u{a0}'

/** No line begins with a dash: the space before it does not break. Only what is shown changes. */
export function dashRule(md: MarkdownIt): void {
  md.renderer.rules['text'] = (tokens, index) =>
    escapeHtml(tokens[index]?.content ?? '').replaceAll(/ (?=[—–] )/g, NO_BREAK_SPACE)
  md.renderer.rules['softbreak'] = (tokens, index) =>
    /^[—–] /.test(tokens[index + 1]?.content ?? '') ? NO_BREAK_SPACE : '\n'
}
