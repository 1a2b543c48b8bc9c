import { BACKSLASH, CR, DOUBLE_QUOTE, LF, SINGLE_QUOTE, SPACE, TAB } from './ascii.ts'

/** One argument, and where in the line it stands, its quotes included; in bytes. */
interface SplitArgument {
  readonly value: Uint8Array
  readonly start: number
  readonly end: number
}

/** What is wrong with the quotes and at which byte. */
export interface QuoteProblem {
  readonly kind: 'never-closed' | 'text-after-quote'
  readonly quote: '"' | "'"
  readonly at: number
}

export type SplitResult =
  | { readonly ok: true; readonly args: readonly SplitArgument[] }
  | { readonly ok: false; readonly args: readonly SplitArgument[]; readonly problem: QuoteProblem }

/** One letter after a backslash inside double quotes. */
const ESCAPES = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x61, 0x07],
])

/** C's isspace. */
function isSpace(byte: number | undefined): boolean {
  return byte !== undefined && (byte === SPACE || (byte >= 0x09 && byte <= 0x0d))
}

/** What ends a word outside of quotes. */
function endsWord(byte: number | undefined): boolean {
  return byte === undefined || byte === SPACE || byte === LF || byte === CR || byte === TAB
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const lower = byte | 0x20
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1
}

interface Read {
  /** Where reading goes on. */
  readonly at: number
  readonly problem?: QuoteProblem
}

/**
 * Splits a line into arguments as redis-cli and redis-server's inline commands do.
 *
 * Source: sdssplitargs of redis 7.0. On a problem `args` are those that were whole before it.
 */
export function splitBytes(line: Uint8Array): SplitResult {
  const args: SplitArgument[] = []
  let at = 0
  for (;;) {
    while (isSpace(line[at])) at++
    if (at >= line.length) return { ok: true, args }
    const value: number[] = []
    const read = readArgument(line, at, value)
    if (read.problem) return { ok: false, args, problem: read.problem }
    args.push({ value: Uint8Array.from(value), start: at, end: read.at })
    at = read.at
  }
}

function readArgument(line: Uint8Array, from: number, into: number[]): Read {
  let at = from
  while (!endsWord(line[at])) {
    const byte = line[at] ?? 0
    if (byte !== DOUBLE_QUOTE && byte !== SINGLE_QUOTE) {
      into.push(byte)
      at++
      continue
    }
    const read = byte === DOUBLE_QUOTE ? readDouble(line, at, into) : readSingle(line, at, into)
    if (read.problem) return read
    at = read.at
  }
  return { at }
}

function readDouble(line: Uint8Array, open: number, into: number[]): Read {
  let at = open + 1
  while (at < line.length) {
    const byte = line[at] ?? 0
    if (byte === DOUBLE_QUOTE) return closeQuote(line, at, '"')
    if (byte !== BACKSLASH || at + 1 >= line.length) {
      into.push(byte)
      at++
      continue
    }
    at += readEscape(line, at, into)
  }
  return { at, problem: { kind: 'never-closed', quote: '"', at: open } }
}

/** Reads the escape at the backslash and returns how many bytes it takes. */
function readEscape(line: Uint8Array, at: number, into: number[]): number {
  const letter = line[at + 1] ?? 0
  const high = letter === 0x78 ? hexDigit(line[at + 2]) : -1
  const low = high === -1 ? -1 : hexDigit(line[at + 3])
  if (low !== -1) {
    into.push(high * 16 + low)
    return 4
  }
  into.push(ESCAPES.get(letter) ?? letter)
  return 2
}

function readSingle(line: Uint8Array, open: number, into: number[]): Read {
  let at = open + 1
  while (at < line.length) {
    const byte = line[at] ?? 0
    if (byte === SINGLE_QUOTE) return closeQuote(line, at, "'")
    const escaped = byte === BACKSLASH && line[at + 1] === SINGLE_QUOTE
    into.push(escaped ? SINGLE_QUOTE : byte)
    at += escaped ? 2 : 1
  }
  return { at, problem: { kind: 'never-closed', quote: "'", at: open } }
}

function closeQuote(line: Uint8Array, close: number, quote: '"' | "'"): Read {
  const at = close + 1
  if (at >= line.length || isSpace(line[at])) return { at }
  return { at, problem: { kind: 'text-after-quote', quote, at } }
}
