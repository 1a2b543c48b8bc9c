import { splitLine } from '@keyspace/redis-lang'
import { quoted } from '../../features/visualizers/lua-sandbox/script-command.ts'

/** A command as the learner wrote it, and as a terminal is given it. */
interface ScriptLine {
  readonly shown: string
  readonly line: string
}

export type ReadScriptLines =
  | { readonly ok: true; readonly lines: readonly ScriptLine[] }
  /** From 1: the line whose quotes are not closed. */
  | { readonly ok: false; readonly line: number }

/**
 * Reads a command a line, as redis-cli does; behind EVAL the word SCRIPT stands for the script. Empty lines
 * and lines that begin with `#` count for nothing.
 */
export function readScriptLines(text: string, script: string): ReadScriptLines {
  const lines: ScriptLine[] = []
  for (const [at, written] of text.split('\n').entries()) {
    const shown = written.trim()
    if (shown === '' || shown.startsWith('#')) continue
    if (!splitLine(shown).ok) return { ok: false, line: at + 1 }
    const [call] = /^EVAL\s+(?=SCRIPT(?:\s|$))/i.exec(shown) ?? []
    const rest = shown.slice((call ?? '').length + 'SCRIPT'.length)
    lines.push({ shown, line: call === undefined ? shown : call + quoted(script) + rest })
  }
  return { ok: true, lines }
}
