/** What is known of a command while it is typed. */
export interface CommandHint {
  /** Upper case, with its subcommand: `CONFIG SET`. */
  readonly name: string
  readonly syntax: string
}

/**
 * The arguments still to come for a line, as redis-cli shows them behind the cursor; empty when
 * the command is unknown or complete. Starts with a space when the line does not end with one.
 */
export function argumentHint(line: string, commands: readonly CommandHint[]): string {
  const words = line.trimStart().split(/\s+/)
  const isOpen = /\s$/.test(line)
  const typed = words.filter((word) => word !== '')
  const command = commandOf(typed, commands)
  if (command === undefined) return ''
  const done = typed.length - command.name.split(' ').length
  const rest = argumentsLeft(syntaxParts(command.syntax), done)
  if (rest.length === 0) return ''
  return `${isOpen ? '' : ' '}${rest.join(' ')}`
}

function commandOf(
  typed: readonly string[],
  commands: readonly CommandHint[],
): CommandHint | undefined {
  const upper = typed.map((word) => word.toUpperCase())
  const byTwo = upper.slice(0, 2).join(' ')
  return (
    commands.find((command) => upper.length >= 2 && command.name === byTwo) ??
    commands.find((command) => command.name === upper[0] && command.syntax !== '')
  )
}

/** The parts of a syntax at its top level: `[EX seconds | PX ms]` is one. */
function syntaxParts(syntax: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  for (const word of syntax.split(' ').filter((each) => each !== '')) {
    if (depth === 0) parts.push(word)
    else parts.push(`${parts.pop() ?? ''} ${word}`)
    depth += count(word, '[') + count(word, '<') - count(word, ']') - count(word, '>')
  }
  return parts
}

function argumentsLeft(parts: readonly string[], done: number): readonly string[] {
  const last = parts.at(-1)
  const left = parts.slice(done)
  return left.length === 0 && last?.includes('...') === true ? [last] : left
}

function count(word: string, char: string): number {
  return word.split(char).length - 1
}
