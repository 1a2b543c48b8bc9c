import type MarkdownIt from 'markdown-it'
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs'

const OPEN = /^<details(?:\s+open(?:="[^"]*")?)?\s*>/i
const SUMMARY = /^\s*<summary>([^]*?)<\/summary>/i
const TAG = /<(\/?)details\b[^>]*>/gi
const FENCE = /^\s*(`{3,}|~{3,})/
const BOUNDARY = /^ {0,3}(?:#{1,6}\s|---+\s*$)/

/** Where a spoiler's parts stand in the state's source. */
interface Spoiler {
  readonly summary: string
  readonly summaryLine: number
  /** What is left of the line that the summary ends on. */
  readonly bodyLine: number
  readonly bodyStart: number
  /** The line of `</details>`, and where on it the tag stands. */
  readonly closeLine: number
  readonly bodyEnd: number
  readonly isClosed: boolean
}

/** `<details><summary>…</summary> … </details>`, the one block of HTML that lessons may use. */
export function detailsRule(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'details', details, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  })
}

function details(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
  const tag = OPEN.exec(lineOf(state, startLine))
  if (tag === null) return false
  if (silent) return true
  const spoiler = findParts(state, startLine, endLine, tag[0].length)
  const open = state.push('details_open', 'details', 1)
  open.block = true
  open.map = [startLine, spoiler.closeLine + 1]
  if (!spoiler.isClosed) open.attrSet('data-open', '')
  pushSummary(state, spoiler)
  tokenizeBody(state, spoiler)
  state.push('details_close', 'details', -1).block = true
  state.line = Math.min(spoiler.closeLine + 1, endLine)
  return true
}

function lineOf(state: StateBlock, line: number): string {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
  return state.src.slice(start, state.eMarks[line])
}

function findParts(
  state: StateBlock,
  startLine: number,
  endLine: number,
  tagLength: number,
): Spoiler {
  const afterTag = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0) + tagLength
  const end = findClose(state, startLine, endLine)
  const summary = SUMMARY.exec(state.src.slice(afterTag, end.bodyEnd))
  const bodyStart = afterTag + (summary?.[0].length ?? 0)
  return {
    summary: (summary?.[1] ?? '').trim(),
    summaryLine: startLine,
    bodyLine: lineAt(state, bodyStart, startLine),
    bodyStart,
    ...end,
  }
}

function lineAt(state: StateBlock, offset: number, from: number): number {
  let line = from
  while ((state.eMarks[line] ?? Infinity) < offset) line += 1
  return line
}

/**
 * The `</details>` that closes the one on `startLine`; what fences hold does not count. A spoiler
 * that nobody closed ends where the next heading or rule stands.
 */
function findClose(state: StateBlock, startLine: number, endLine: number) {
  let depth = 0
  let fence = ''
  let boundary = endLine
  for (let line = startLine; line < endLine; line++) {
    const text = state.src.slice(state.bMarks[line], state.eMarks[line])
    const marker = FENCE.exec(text)?.[1] ?? ''
    if (fence !== '') {
      if (marker === text.trim() && marker.startsWith(fence)) fence = ''
      continue
    }
    fence = marker
    if (boundary === endLine && BOUNDARY.test(text)) boundary = line
    for (const tag of text.matchAll(TAG)) {
      depth += tag[1] === '/' ? -1 : 1
      if (depth > 0) continue
      return { closeLine: line, bodyEnd: (state.bMarks[line] ?? 0) + tag.index, isClosed: true }
    }
  }
  return { closeLine: boundary - 1, bodyEnd: state.eMarks[boundary - 1] ?? 0, isClosed: false }
}

function pushSummary(state: StateBlock, { summary, summaryLine, bodyLine }: Spoiler): void {
  state.push('summary_open', 'summary', 1).map = [summaryLine, bodyLine + 1]
  const inline = state.push('inline', '', 0)
  inline.content = summary
  inline.map = [summaryLine, bodyLine + 1]
  inline.children = []
  state.push('summary_close', 'summary', -1)
}

/** Tokenizes the lines between, with what stands beside the tags on their own lines. */
function tokenizeBody(state: StateBlock, spoiler: Spoiler): void {
  const { bodyLine, bodyStart, closeLine, bodyEnd } = spoiler
  const marks = {
    begin: state.bMarks[bodyLine],
    shift: state.tShift[bodyLine],
    end: state.eMarks[closeLine],
  }
  const outer = { parentType: state.parentType, lineMax: state.lineMax }
  state.bMarks[bodyLine] = bodyStart
  state.tShift[bodyLine] =
    /^\s*/.exec(state.src.slice(bodyStart, state.eMarks[bodyLine]))?.[0].length ?? 0
  state.eMarks[closeLine] = bodyEnd
  state.lineMax = closeLine + 1
  state.md.block.tokenize(state, bodyLine, closeLine + 1)
  state.bMarks[bodyLine] = marks.begin ?? 0
  state.tShift[bodyLine] = marks.shift ?? 0
  state.eMarks[closeLine] = marks.end ?? 0
  state.parentType = outer.parentType
  state.lineMax = outer.lineMax
}
