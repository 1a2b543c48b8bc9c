import type MarkdownIt from 'markdown-it'

const FOOTNOTE = /^\[\^[^\]]+\]:/

/** `[^1]: text` is a paragraph; Markdown would take it for the target of a link and hide it. */
export function footnoteRule(md: MarkdownIt): void {
  md.block.ruler.before(
    'reference',
    'footnote',
    (state, line, _endLine, silent) => {
      const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
      const text = state.src.slice(start, state.eMarks[line])
      if (!FOOTNOTE.test(text)) return false
      if (silent) return true
      state.push('paragraph_open', 'p', 1).map = [line, line + 1]
      const inline = state.push('inline', '', 0)
      inline.content = text.trim()
      inline.map = [line, line + 1]
      inline.children = []
      state.push('paragraph_close', 'p', -1)
      state.line = line + 1
      return true
    },
    { alt: ['paragraph'] },
  )
}
