import type MarkdownIt from 'markdown-it'

const BREAK = /<br\s*\/?>/iy

/** `<br>`, which table cells need. */
export function breakRule(md: MarkdownIt): void {
  md.inline.ruler.before('autolink', 'br', (state, silent) => {
    BREAK.lastIndex = state.pos
    const tag = BREAK.exec(state.src)
    if (tag === null) return false
    if (!silent) state.push('hardbreak', 'br', 0)
    state.pos += tag[0].length
    return true
  })
}
