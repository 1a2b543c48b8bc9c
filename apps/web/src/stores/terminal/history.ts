/** What was typed before, oldest first, and where the arrow keys stand in it. */
export interface History {
  readonly lines: readonly string[]
  /** Index of the line shown; `lines.length` is the line being written. */
  readonly at: number
  /** The line being written, kept while older ones are looked at. */
  readonly draft: string
}

const LONGEST = 500

export function emptyHistory(lines: readonly string[] = []): History {
  return { lines: lines.slice(-LONGEST), at: Math.min(lines.length, LONGEST), draft: '' }
}

/** Remembers a line; the same one twice in a row counts once, as in redis-cli. */
export function remember(history: History, line: string): History {
  const isRepeat = line.trim() === '' || history.lines.at(-1) === line
  return emptyHistory(isRepeat ? history.lines : [...history.lines, line])
}

/** One line back. `shown` is what stands in the input now. */
export function older(history: History, shown: string): History {
  if (history.at === 0) return history
  const draft = history.at === history.lines.length ? shown : history.draft
  return { ...history, at: history.at - 1, draft }
}

/** One line forward, at last the line being written. */
export function newer(history: History): History {
  return history.at === history.lines.length ? history : { ...history, at: history.at + 1 }
}

export function lineAt(history: History): string {
  return history.lines[history.at] ?? history.draft
}

/** The newest line before index `before` that contains `query`; its index, or -1. */
export function searchBack(lines: readonly string[], query: string, before: number): number {
  for (let index = Math.min(before, lines.length) - 1; index >= 0; index -= 1) {
    if (lines[index]?.includes(query) === true) return index
  }
  return -1
}
