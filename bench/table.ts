/** One line of a table: medians over the repetitions, and how the first relates to the reference. */
export interface Row {
  readonly name: string
  readonly ours: string
  readonly reference: string
  readonly ratio: string
}

export interface Table {
  readonly title: string
  /** What the numbers are, how they were taken, and what `ratio` divides by what. */
  readonly note: string
  readonly columns: readonly [name: string, ours: string, reference: string, ratio: string]
  readonly rows: readonly Row[]
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined) throw new Error('the median of nothing')
  if (sorted.length % 2 === 1) return upper
  return ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** The value below which `share` (0 to 1) of the sample lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  if (value === undefined) throw new Error('a percentile of nothing')
  return value
}

/** A table as Markdown, so that it can be pasted into docs/performance.md as it is. */
export function print({ title, note, columns, rows }: Table): string {
  const lines = rows.map(({ name, ours, reference, ratio }) => [name, ours, reference, ratio])
  const all = [columns, ...lines]
  const widths = columns.map((_, index) => Math.max(...all.map((row) => (row[index] ?? '').length)))
  const format = (row: readonly string[]) =>
    `| ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [`## ${title}`, '', note, '', format(columns), rule, ...lines.map(format), ''].join('\n')
}
