import type { ErrorNote } from './error-note.ts'

/** Something the terminal says by itself; the component has the words for it in every language. */
export type Note =
  | { readonly code: 'unbalanced-quotes'; readonly line: string; readonly at: number }
  | { readonly code: 'reconnected' }
  | { readonly code: 'left' }
  | { readonly code: 'reset' }
  | { readonly code: 'renewed' }
  | { readonly code: 'branched'; readonly step: number }
  | { readonly code: 'returned' }
  | { readonly code: 'replaced'; readonly reason: string; readonly lost: boolean }
  | { readonly code: 'help' }
  | ErrorNote

/** A piece of the terminal's output, oldest first. */
export type Entry = { readonly id: number; readonly lines: number } & EntryBody

export type EntryBody =
  | { readonly kind: 'command'; readonly prompt: string; readonly line: string }
  | { readonly kind: 'output'; readonly text: string; readonly tone: 'plain' | 'error' | 'faint' }
  | { readonly kind: 'note'; readonly note: Note }

/** Lines kept; the oldest go first. */
export const SCROLLBACK_LINES = 2_000

/** The output with one more piece, cut from the front so that it stays within the bound. */
export function append(entries: readonly Entry[], body: EntryBody): readonly Entry[] {
  const id = (entries.at(-1)?.id ?? 0) + 1
  const next = [...entries, { ...body, id, lines: lineCount(body) }]
  let total = next.reduce((sum, entry) => sum + entry.lines, 0)
  let first = 0
  while (total > SCROLLBACK_LINES && first < next.length - 1) {
    total -= next[first]?.lines ?? 0
    first += 1
  }
  return first === 0 ? next : next.slice(first)
}

function lineCount(body: EntryBody): number {
  return body.kind === 'output' ? body.text.split('\n').length : 1
}
