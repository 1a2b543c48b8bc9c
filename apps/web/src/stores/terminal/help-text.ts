/** What HELP says of one command. */
export interface HelpEntry {
  readonly name: string
  readonly syntax: string
  readonly summary: string
  readonly since: string
  readonly group: string
}

/**
 * What redis-cli's `help <command>` or `help @group` prints, without the last line break; empty
 * when nothing matches, as there.
 */
export function helpText(entries: readonly HelpEntry[], topic: readonly string[]): string {
  const [first = ''] = topic
  if (first.startsWith('@')) {
    const group = first.slice(1).toLowerCase().replaceAll('_', '-')
    const found = entries.filter((entry) => entry.group.replaceAll('_', '-') === group)
    return found.map((entry) => block(entry, false)).join('\n')
  }
  const wanted = topic.map((word) => word.toLowerCase())
  const found = entries.filter((entry) => {
    const words = entry.name.toLowerCase().split(' ')
    return wanted.every((word, index) => words[index] === word)
  })
  return found.map((entry) => block(entry, true)).join('\n')
}

function block(entry: HelpEntry, withGroup: boolean): string {
  const lines = [
    '',
    `  ${entry.name} ${entry.syntax}`.trimEnd(),
    `  summary: ${entry.summary}`,
    `  since: ${entry.since}`,
    ...(withGroup ? [`  group: ${entry.group}`] : []),
  ]
  return lines.join('\n')
}
