import { keyPositions, quoteArg, splitLine } from '@keyspace/redis-lang'

export interface CompletionSources {
  /** Names in upper case, subcommands included: `SET`, `CONFIG SET`. */
  readonly commands: readonly string[]
  /** Groups that HELP knows, such as `string`. */
  readonly groups: readonly string[]
  /** Names of the keys in the terminal's database. */
  readonly keys: readonly Uint8Array[]
}

/** What could stand in the line from `start` up to the cursor. */
export interface Completion {
  readonly start: number
  readonly candidates: readonly string[]
}

const encoder = new TextEncoder()
const MOST = 200

/** What could follow at the end of `line`: a command, a subcommand, a key, a topic of HELP. */
export function completeLine(line: string, sources: CompletionSources): Completion {
  const start = /\S*$/.exec(line)?.index ?? line.length
  const word = line.slice(start)
  const before = line.slice(0, start).trim()
  const candidates = before === '' ? [...commandNames(sources, word), ...helpWord(word)] : []
  if (before !== '') candidates.push(...argumentCandidates(before, word, sources))
  return { start, candidates: candidates.slice(0, MOST) }
}

function argumentCandidates(before: string, word: string, sources: CompletionSources): string[] {
  const words = before.split(/\s+/)
  const [first = ''] = words
  if (/^(?:help|\?)$/i.test(first)) return helpTopics(words, word, sources)
  const subcommands = words.length === 1 ? subcommandNames(first, word, sources) : []
  return subcommands.length > 0 ? subcommands : keyNames(before, word, sources.keys)
}

function commandNames(sources: CompletionSources, word: string): string[] {
  const names = new Set(sources.commands.map((name) => name.split(' ')[0] ?? name))
  return [...names].filter((name) => startsLike(name, word)).map((name) => inCaseOf(name, word))
}

function helpWord(word: string): string[] {
  return startsLike('HELP', word) ? [inCaseOf('HELP', word)] : []
}

function subcommandNames(first: string, word: string, sources: CompletionSources): string[] {
  const container = `${first.toUpperCase()} `
  return sources.commands
    .filter((name) => name.startsWith(container))
    .map((name) => name.slice(container.length))
    .filter((name) => startsLike(name, word))
    .map((name) => inCaseOf(name, word === '' ? first : word))
}

function helpTopics(words: readonly string[], word: string, sources: CompletionSources): string[] {
  if (words.length > 1) return subcommandNames(words[1] ?? '', word, sources)
  const groups = sources.groups.map((group) => `@${group}`)
  return [...groups.filter((group) => startsLike(group, word)), ...commandNames(sources, word)]
}

/** Keys where the command takes one: the word typed so far is tried as that argument. */
function keyNames(before: string, word: string, keys: readonly Uint8Array[]): string[] {
  const split = splitLine(before)
  if (!split.ok) return []
  const at = split.args.length
  // A second argument too many would hide the key position of commands such as OBJECT ENCODING.
  const argv = [...split.args, encoder.encode('x')]
  const positions = [...keyPositions(argv), ...keyPositions([...argv, encoder.encode('x')])]
  if (!positions.includes(at)) return []
  return keys.map(quoteArg).filter((key) => key.startsWith(word))
}

function startsLike(name: string, word: string): boolean {
  return name.toUpperCase().startsWith(word.toUpperCase())
}

/** Commands in lower case stay so; otherwise upper case, as the documentation writes them. */
function inCaseOf(name: string, word: string): string {
  return word !== '' && word === word.toLowerCase() ? name.toLowerCase() : name
}
