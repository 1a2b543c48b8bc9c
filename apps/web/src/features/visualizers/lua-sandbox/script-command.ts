import type { LuaSettings } from './lua-settings.ts'
import { commandLine } from '../command-line.ts'
import { scriptToSend, wordsIn } from './lua-settings.ts'

/** A text as redis-cli reads it back, with its letters as they are. */
export function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
  return `"${escaped}"`
}

/** The words behind EVAL and the script: how many keys, the keys, the arguments; undefined when a quote is open. */
export function scriptArguments({
  keys,
  argv,
}: Pick<LuaSettings, 'keys' | 'argv'>): readonly string[] | undefined {
  const names = wordsIn(keys)
  const rest = wordsIn(argv)
  if (names === undefined || rest === undefined) return undefined
  return [String(names.length), ...names, ...rest]
}

/** EVAL as one types it; the other way is {@link loadLine}, then {@link evalshaLine}. */
export function evalLine(settings: LuaSettings, words: readonly string[]): string {
  return `EVAL ${quoted(scriptToSend(settings.script, settings.isBusy))} ${commandLine(...words)}`
}

export function loadLine(settings: LuaSettings): string {
  return `SCRIPT LOAD ${quoted(scriptToSend(settings.script, settings.isBusy))}`
}

export function evalshaLine(sha: string, words: readonly string[]): string {
  return `EVALSHA ${sha} ${commandLine(...words)}`
}
