/** Text of a submission as plain text in Markdown: no markup of its own, on one line. */
export function inline(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]<>#|~!]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('@', '&#64;')
}

/** A code block that its content cannot end. */
export function codeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}
