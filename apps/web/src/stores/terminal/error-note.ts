import { nearest } from '@keyspace/lesson/did-you-mean'
import { keyPositions, quoteArg, redisErrors, type Argv } from '@keyspace/redis-lang'
import type { HelpEntry } from './help-text.ts'

/** What a newcomer may want to know of an error, beside what Redis said. */
export type ErrorNote =
  | { readonly code: 'unknown-command'; readonly name: string; readonly near: string | null }
  | { readonly code: 'usage'; readonly usage: string }
  | { readonly code: 'wrong-type'; readonly command: string; readonly key: string | null }
  | { readonly code: 'whole-number' }
  | { readonly code: 'no-multi' }
  | { readonly code: 'exec-abort' }

const decoder = new TextDecoder()

/** The note on an error of Redis 7 or 8; null where its own words say enough. */
export function errorNote(
  argv: Argv,
  error: string,
  entries: readonly HelpEntry[],
): ErrorNote | null {
  if (error.startsWith('ERR unknown command')) return unknownCommand(argv, entries)
  if (error.startsWith('ERR unknown subcommand')) return unknownSubcommand(argv, entries)
  if (error.startsWith('ERR wrong number of arguments')) return usageOf(argv, entries)
  switch (error) {
    case redisErrors.syntax:
      return usageOf(argv, entries)
    case redisErrors.wrongType:
      return wrongType(argv)
    case redisErrors.notInteger:
      return { code: 'whole-number' }
    case redisErrors.execWithoutMulti:
      return { code: 'no-multi' }
    case redisErrors.execAbort:
      return { code: 'exec-abort' }
    default:
      return null
  }
}

function wordOf(argv: Argv, at: number): string {
  return decoder.decode(argv[at]).toUpperCase()
}

function unknownCommand(argv: Argv, entries: readonly HelpEntry[]): ErrorNote {
  const name = wordOf(argv, 0)
  const names = entries.map((entry) => entry.name).filter((each) => !each.includes(' '))
  return { code: 'unknown-command', name, near: nearest(name, names) ?? null }
}

function unknownSubcommand(argv: Argv, entries: readonly HelpEntry[]): ErrorNote {
  const name = `${wordOf(argv, 0)} ${wordOf(argv, 1)}`
  const container = `${wordOf(argv, 0)} `
  const own = entries
    .filter((entry) => entry.name.startsWith(container))
    .map((entry) => entry.name.slice(container.length))
  const near = nearest(wordOf(argv, 1), own)
  return { code: 'unknown-command', name, near: near === undefined ? null : container + near }
}

function usageOf(argv: Argv, entries: readonly HelpEntry[]): ErrorNote | null {
  const names = [`${wordOf(argv, 0)} ${wordOf(argv, 1)}`, wordOf(argv, 0)]
  const entry = names.flatMap((name) => entries.filter((each) => each.name === name)).at(0)
  return entry === undefined
    ? null
    : { code: 'usage', usage: `${entry.name} ${entry.syntax}`.trimEnd() }
}

/** Of several keys it is not said which one is meant. */
function wrongType(argv: Argv): ErrorNote {
  const keys = keyPositions(argv).flatMap((at) => argv[at] ?? [])
  const [key] = keys
  const command = wordOf(argv, 0)
  return { code: 'wrong-type', command, key: keys.length === 1 && key ? quoteArg(key) : null }
}
