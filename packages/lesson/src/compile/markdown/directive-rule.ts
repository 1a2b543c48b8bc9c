import type MarkdownIt from 'markdown-it'
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs'

const OPEN = /^(:{3,})\s*([A-Za-z][\w-]*)\b([^]*)$/
const CLOSE = /^\s*:{3,}\s*$/
const NESTED = /^\s*:{3,}\s*[A-Za-z]/
const FENCE = /^\s*(`{3,}|~{3,})/
const BOUNDARY = /^ {0,3}(?:#{1,6}\s|---+\s*$)/

/**
 * `::: name key=value`, text for readers without a browser, `:::`; or all on one line, `::: name :::`.
 * The token's `info` is the name with its attributes.
 */
export function directiveRule(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'directive', directive, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  })
}

function directive(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
  const opening = OPEN.exec(lineOf(state, startLine).trim())
  if (opening === null) return false
  if (silent) return true
  const [, , name = '', rest = ''] = opening
  const isWhole = /:{3,}$/.test(rest)
  const end = isWhole
    ? { line: startLine, isClosed: true }
    : findClose(state, startLine + 1, endLine)
  const open = state.push('directive_open', 'div', 1)
  open.block = true
  open.info = `${name} ${rest.replace(/:{3,}$/, '').trim()}`.trim()
  open.map = [startLine, Math.min(end.line + 1, endLine)]
  if (!end.isClosed) open.attrSet('data-open', '')
  if (!isWhole) tokenizeBody(state, startLine + 1, end.line)
  state.push('directive_close', 'div', -1).block = true
  state.line = Math.min(end.isClosed ? end.line + 1 : end.line, endLine)
  return true
}

function lineOf(state: StateBlock, line: number): string {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
  return state.src.slice(start, state.eMarks[line])
}

/** The line of the `:::` that closes it; one that nobody closed ends at the next heading or rule. */
function findClose(
  state: StateBlock,
  startLine: number,
  endLine: number,
): { line: number; isClosed: boolean } {
  let depth = 1
  let fence = ''
  let boundary = endLine
  for (let line = startLine; line < endLine; line++) {
    const text = lineOf(state, line)
    const marker = FENCE.exec(text)?.[1] ?? ''
    if (fence !== '') {
      if (marker === text.trim() && marker.startsWith(fence)) fence = ''
      continue
    }
    fence = marker
    if (boundary === endLine && BOUNDARY.test(text)) boundary = line
    if (CLOSE.test(text)) depth -= 1
    else if (NESTED.test(text) && !/:{3,}\s*$/.test(text)) depth += 1
    if (depth === 0) return { line, isClosed: true }
  }
  return { line: boundary, isClosed: false }
}

function tokenizeBody(state: StateBlock, from: number, to: number): void {
  const { parentType, lineMax } = state
  state.lineMax = to
  state.md.block.tokenize(state, from, to)
  state.parentType = parentType
  state.lineMax = lineMax
}
